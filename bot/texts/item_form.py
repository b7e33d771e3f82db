"""The forms in which items are written."""

from dataclasses import dataclass

from learning.items.limits import MOST_OPTIONS


@dataclass(frozen=True)
class ItemFormTexts:
    """The sentences of one language."""

    form_title: str
    type_label: str
    next_step: str
    save: str
    form_about: str
    stem_label: str
    options_label: str
    options_hint: str
    options_hint_many: str
    right_label: str
    pairs_label: str
    pairs_hint: str
    distractors_label: str
    distractors_hint: str
    entries_label: str
    entries_hint: str
    accepted_label: str
    accepted_hint: str
    case_label: str
    case_choice: str
    value_label: str
    tolerance_label: str
    unit_label: str
    rationale_label: str
    rationale_hint: str
    competency_label: str
    competency_hint: str
    difficulty_label: str
    pool_label: str
    pool_hint: str
    guide_label: str
    quote_label: str
    quote_hint: str
    scenario_key_label: str
    scenario_label: str
    scenario_hint: str
    not_there: str
    goes_on: str
    guide_gone: str
    saved: str
    too_long_for_form: str


ENGLISH = ItemFormTexts(
    form_title="Write a question",
    type_label="How is it answered?",
    next_step="Next",
    save="Save as a draft",
    form_about="It is saved as a draft, which nobody is asked. From there you send it to review.",
    stem_label="The question",
    options_label="The answers, one a line",
    options_hint=(
        f"Put * before the right one. After # may stand what is said to whoever chooses it. At most {MOST_OPTIONS}; "
        "they are shown in a new order each time."
    ),
    options_hint_many=(
        f"Put * before each right one. After # may stand what is said to whoever chooses it. At most {MOST_OPTIONS}; "
        "they are shown in a new order each time."
    ),
    right_label="What is right?",
    pairs_label="What belongs together, one pair a line",
    pairs_hint="For example: First week = Call twice",
    distractors_label="More choices for the right side that belong to nothing",
    distractors_hint="One a line.",
    entries_label="What is to be put in order, one entry a line",
    entries_hint="Write them in the right order; they are shown in another one.",
    accepted_label="The texts that are right, one a line",
    accepted_hint="Space and punctuation do not matter, but %, #, + and a minus do.",
    case_label="Capital letters",
    case_choice="They have to be as they are written here",
    value_label="The right number",
    tolerance_label="By how much an answer may be off",
    unit_label="Its unit",
    rationale_label="Why the answer is right",
    rationale_hint="Whoever missed the question reads it. It is needed for the review.",
    competency_label="Competency",
    competency_hint="The key of a competency of your certifications.",
    difficulty_label="How hard you take it to be",
    pool_label="What it is for",
    pool_hint="A question for exams is never shown for practice. This can't be changed later.",
    guide_label="Guide that proves it ({number})",
    quote_label="Words of that guide, as they stand there ({number})",
    quote_hint=(
        "Copy the sentence out of the guide. When a new edition changes anything in its passage, the question is taken "
        "out until somebody looks at it."
    ),
    scenario_key_label="Key of a story that it shares with other questions",
    scenario_label="The story, shown before the question",
    scenario_hint="Questions with the same key are asked one after the other.",
    not_there="These words do not stand in the edition of the guide that readers see.",
    goes_on="These words begin in one passage and end in another. Quote what stands in each by itself.",
    guide_gone="Choose the guide in which these words stand.",
    saved="Your question is saved as a draft. Open it to see what a learner sees, and send it to review.",
    too_long_for_form="This question is too long for a form. Export it as YAML, change it there, and import the file.",
)
SPANISH = ItemFormTexts(
    form_title="Escribir una pregunta",
    type_label="¿Cómo se responde?",
    next_step="Siguiente",
    save="Guardar borrador",
    form_about="Se guarda como borrador, que no se pregunta a nadie. Desde ahí la envías a revisión.",
    stem_label="La pregunta",
    options_label="Las respuestas, una por línea",
    options_hint=(
        f"Pon * delante de la correcta. Tras # puede ir lo que se dice a quien la elija. {MOST_OPTIONS} como máximo; "
        "se muestran cada vez en otro orden."
    ),
    options_hint_many=(
        f"Pon * delante de cada correcta. Tras # puede ir lo que se dice a quien la elija. {MOST_OPTIONS} como máximo; "
        "se muestran cada vez en otro orden."
    ),
    right_label="¿Qué es lo correcto?",
    pairs_label="Lo que va junto, una pareja por línea",
    pairs_hint="Por ejemplo: Primera semana = Llamar dos veces",
    distractors_label="Más opciones del lado derecho que no van con nada",
    distractors_hint="Una por línea.",
    entries_label="Lo que hay que ordenar, un elemento por línea",
    entries_hint="Escríbelos en el orden correcto; se muestran en otro.",
    accepted_label="Los textos correctos, uno por línea",
    accepted_hint="No importan los espacios ni la puntuación, pero sí %, #, + y el signo menos.",
    case_label="Mayúsculas",
    case_choice="Tienen que ser como se escriben aquí",
    value_label="El número correcto",
    tolerance_label="Cuánto puede desviarse una respuesta",
    unit_label="Su unidad",
    rationale_label="Por qué la respuesta es correcta",
    rationale_hint="Lo lee quien falló la pregunta. Hace falta para la revisión.",
    competency_label="Competencia",
    competency_hint="La clave de una competencia de tus certificaciones.",
    difficulty_label="Dificultad que le supones",
    pool_label="Para qué es",
    pool_hint="Una pregunta de examen nunca se muestra para practicar. No se puede cambiar después.",
    guide_label="Guía que la prueba ({number})",
    quote_label="Palabras de esa guía, tal como están ({number})",
    quote_hint=(
        "Copia la frase de la guía. Si una edición nueva cambia algo en su pasaje, la pregunta se aparta hasta que "
        "alguien la mire."
    ),
    scenario_key_label="Clave de una historia que comparte con otras",
    scenario_label="La historia, que se muestra antes de la pregunta",
    scenario_hint="Las preguntas con la misma clave se hacen una tras otra.",
    not_there="Estas palabras no están en la edición de la guía que ven los lectores.",
    goes_on="Estas palabras empiezan en un pasaje y acaban en otro. Cita por separado lo que dice cada uno.",
    guide_gone="Elige la guía en que están estas palabras.",
    saved="Tu pregunta está guardada como borrador. Ábrela para ver lo que ve quien aprende y envíala a revisión.",
    too_long_for_form=(
        "Esta pregunta es demasiado larga para un formulario. Expórtala como YAML, cámbiala ahí e importa el archivo."
    ),
)
