"""Ordinary words with which sentences begin, in English and in Spanish: a capital letter makes no name of them.

None of them is a first name or a surname that people bear, such as "Will", "Grace", "Mark" or "Rosa".
"""

from knowledge.answering.checking.words import listed

_ENGLISH = listed(
    "i ok okay yes yeah well even no please also both whoever whatever whichever whenever wherever whether"
    " avoid always never remember ask check make use keep try start begin follow note because however therefore"
    " otherwise instead first second third then next last lastly finally overall generally usually often sometimes"
    " although despite according since once within without besides beyond another several many much more less least"
    " most other others another either neither enough half nearly almost around above below alongside together alone"
    " outside inside throughout thus hence still yet later earlier today afterwards meanwhile similarly likewise"
    " everything something nothing anything everyone someone anyone anybody everybody somebody nobody one two three"
    " four five six seven eight nine ten eleven twelve people person persons child children kid kids girl girls boy"
    " boys youth teen teens adult adults woman women man men parent parents family families carer carers guardian"
    " guardians pair pairs match matches mentor mentors mentee mentees staff volunteer volunteers coordinator"
    " coordinators worker workers team teams member members partner partners program programs programme programmes"
    " school schools student students teacher teachers training trainings session sessions meeting meetings visit"
    " visits call calls phone telephone text texts message messages email emails contact contacts report reports"
    " record records form forms question questions answer answers research researchers study studies evidence results"
    " findings data figures guide guides guidance rule rules policy policies goal goals aim aims plan plans step steps"
    " time times days week weeks month months year years age ages number numbers amount money gift gifts photo"
    " photos photograph photographs picture pictures story stories secret secrets consent permission danger emergency"
    " emergencies harm abuse concern concerns worry worries breach breaches complaint complaints break breaks closure"
    " closures ending endings travel transport trip trips outing outings activity activities home homes language"
    " languages interpreter interpreters reference references background application applications applicant applicants"
    " interview interviews screening support supervision supervisor supervisors feedback review reviews survey surveys"
    " benchmark benchmarks standard standards practice practices example examples tell let give take get go come put"
    " set send write read say speak talk listen hear see look show share explain describe discuss agree decide choose"
    " find help offer bring prepare provide ensure arrange schedule organise organize allow limit stop end finish close"
    " open wait stay return meet greet introduce invite involve include consider think pay count measure collect store"
    " delete publish hide respect respond reply inform notify refer consult request require recruit screen train pair"
    " monitor encourage praise build learn teach work play eat drive walk buy spend save apply sign complete review"
    " confirm leave hold treat turn protect prevent reduce increase plan expect do don be been being not only just"
    " new old large full regular weekly"
    " monthly yearly daily early late written verbal oral immediate serious minor private public local national"
    " unanswered waiting missed signed trained based given said made done"
)
_SPANISH = listed(
    "si no ya ademas tambien luego despues antes primero segundo tercero finalmente entonces ahora hoy mientras aunque"
    " salvo excepto incluso solo solamente unicamente siempre nunca jamas tampoco quizas tal asi aqui alli todo toda"
    " todos todas otro otra otros otras alguien nadie algo nada alguno alguna algunos algunas ninguno ninguna ningun"
    " cualquier cualquiera quien quienes ambos ambas muchos muchas mucho pocos pocas varios varias demasiado bastante"
    " cada segun durante dentro fuera cerca lejos bajo ante tras mediante respecto debido gracias pese evite recuerde"
    " siga haga hagan haz di diga digan decir ponga pongan pon poner vaya vayan ir ve vea vean ver venga vengan tenga"
    " tengan ten tener salga salgan sea sean ser estar este hable dele deles dile digale digales hay habra quiza mas"
    " menos mejor peor uno dos tres cuatro cinco seis siete ocho nueve diez once doce persona personas gente"
    " nino nina ninos ninas joven jovenes adolescente adolescentes adulto adultos mujer mujeres hombre hombres padre"
    " padres madre madres tutor tutores familia familias familiar familiares mentor mentores mentora mentoras mentoria"
    " aprendiz aprendices pareja parejas personal voluntario voluntarios voluntaria voluntarias coordinador"
    " coordinadora"
    " coordinadores trabajador trabajadora trabajadores equipo equipos miembro miembros socio socios programa programas"
    " escuela escuelas estudiante estudiantes alumno alumnos maestro maestros docente docentes formacion capacitacion"
    " sesion sesiones reunion reuniones visita visitas llamada llamadas telefono mensaje mensajes correo correos"
    " contacto"
    " contactos informe informes registro registros formulario formularios pregunta preguntas respuesta respuestas"
    " investigacion investigaciones estudio estudios evidencia resultado resultados datos cifra cifras guia guias regla"
    " reglas norma normas politica politicas objetivo objetivos meta metas plan planes paso pasos tiempo vez dia dias"
    " semana semanas mes meses ano anos edad numero dinero regalo regalos foto fotos fotografia fotografias historia"
    " historias secreto secretos consentimiento permiso peligro emergencia emergencias dano abuso preocupacion"
    " preocupaciones falta faltas queja quejas pausa cierre cierres viaje viajes salida salidas actividad actividades"
    " casa hogar idioma idiomas interprete interpretes referencia referencias solicitud solicitudes solicitante"
    " solicitantes entrevista entrevistas apoyo supervision supervisor supervisora revision revisiones encuesta"
    " encuestas practica practicas ejemplo ejemplos financiador financiadores funcionario responsable responsables"
    " la el los las un una"
)
# Verbs as a guide says them: "avise", "avisa", "avisen", "avisar", "avisando", "avisemos".
_AR = listed(
    "acept acompan acord actu adapt agend anot apoy aprovech apunt arregl asegur asist ayud avis busc call cambi cancel"
    " celebr cit colabor coment comunic consider consult contact cont contest convers cuid dej descans document edit"
    " emple encontr entreg entrevist envi escuch esper evalu evit explic fij firm gestion grab guard habl identific"
    " impuls inform inici intent invit limit llam llev logr mand modific mostr muestr necesit notific observ"
    " ofrezc organiz particip pas permit perm permanec pid plane planific practic pregunt prepar present prest"
    " program public publiqu qued quit reclut record recuerd reemplaz registr rellen repas report respald respet retir"
    " reuni revis salud seleccion solicit supervis termin tom trabaj trat us utiliz valor verific visit"
)
_ER_IR = listed(
    "aprend atiend atend compart comprend conced consigu cre cumpl deb decid defin describ discut elij eleg entiend"
    " escrib establ establezc exig hac impid inclu introduc manteng obteng ofrec part permit pid pierd pong"
    " prefier prohib proteg protej proporcion qui recib recog recoj reconozc reduzc respond reun sig suspend teng"
    " traduzc vend viv vuelv"
)
_WITH_THEM = ("", "lo", "la", "le", "los", "las", "les", "se")
# Before an "e": "comunique", "agregue", "organice".
_SOFT = {"c": "qu", "g": "gu", "z": "c"}
_SOFTENED = [stem[:-1] + _SOFT[stem[-1]] for stem in _AR if stem[-1] in _SOFT]
_FORMS = (
    f"{stem}{ending}{them}"
    for stems, endings in (
        (_AR, "e a en an ar ando emos"),
        (_SOFTENED, "e en emos"),
        (_ER_IR, "a e an en er ir iendo amos"),
    )
    for stem in stems
    for ending in listed(endings)
    for them in _WITH_THEM
)
OPENERS = frozenset((*_ENGLISH, *_SPANISH, *_FORMS))
