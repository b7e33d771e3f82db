"""What is kept of a person, how she gets it, and how it is erased."""

from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class MyDataTexts:
    """The sentences of one language; what ends in ``_mrkdwn`` may hold Slack's markup."""

    title: str
    what_mrkdwn: str
    stays_mrkdwn: str
    hand_out: str
    erase: str
    handed_out: Counted
    not_sent: str
    question: str
    erase_title: str
    erase_send: str
    erase_words_mrkdwn: str
    erase_sure: str
    erased: Counted
    erased_whole: str
    erased_whole_server: str
    not_whole: str
    not_yet: str
    of_somebody: str
    of_somebody_title: str
    person_label: str
    what_label: str
    as_file: str
    erase_choice: str
    go_on: str
    erased_other: Counted
    choose_one: str
    erased_before: str
    sent_to_them: str
    asked_for: str
    asked_for_mrkdwn: str
    erased_by: str
    erased_by_mrkdwn: str
    somebody_erased: str


ENGLISH = MyDataTexts(
    title="Your data",
    what_mrkdwn=(
        "I keep your Slack id with: what you asked and which answers you found helpful; your practice, your exams and "
        "certificates; your learning paths and cohorts, with notes of those who look after you; how you want to be "
        "reached; and what you did for the library. Nobody who manages learners sees what you ask."
    ),
    stays_mrkdwn=(
        "If you are erased, what is yours alone goes. What figures need (that *somebody* answered a question rightly) "
        "and what you did for the library stay without your name. A certificate that you downloaded stays valid, but "
        "its public page is gone. What stands in Slack itself, this conversation too, is your Slack workspace's."
    ),
    hand_out="Send me all of it",
    erase="Erase me…",
    handed_out=Counted("All that is kept of you: {count} entry.", "All that is kept of you: {count} entries."),
    not_sent="The file could not be sent. Please try again later.",
    question="Do you want to see what is kept of you, or to have it erased?",
    erase_title="Erase me",
    erase_send="Erase",
    erase_words_mrkdwn=(
        "This can't be taken back. An exam that you have begun ends without a result, your certificates leave the "
        "list of holders, and your practice begins anew if you ever come back."
    ),
    erase_sure="I want it to be erased",
    erased=Counted("You were erased: {count} entry is gone.", "You were erased: {count} entries are gone."),
    erased_whole=(
        "I looked through every table and file, and the id stands in none of them any more. My note that I did it "
        "goes within some minutes."
    ),
    erased_whole_server=(
        "I looked through every table, and the id stands in none of them any more. My note that I did it goes "
        "within some minutes."
    ),
    not_whole="The id was still found in {places}. Whoever runs this bot has been told by its log; please ask them.",
    not_yet="Something that I was busy with still holds the id. I look again within some minutes, and forget it then.",
    of_somebody="Data of a person…",
    of_somebody_title="Data of a person",
    person_label="Person",
    what_label="What is to be done",
    as_file="Send the person all that is kept of them",
    erase_choice="Erase the person. That can't be taken back.",
    go_on="Go on",
    erased_other=Counted(
        "The person was erased: {count} entry is gone.", "The person was erased: {count} entries are gone."
    ),
    choose_one="To erase, tick this.",
    erased_before="This person was erased before: nothing is kept of them.",
    sent_to_them="I sent it to the person, and said who asked for it. It holds what only they may read.",
    asked_for="Here is all that I keep of you.",
    asked_for_mrkdwn="{person} asked me to send you all that I keep of you. Only you get it.",
    erased_by="What I kept of you was erased.",
    erased_by_mrkdwn=(
        "{person} had what I kept of you erased. A certificate that you downloaded stays valid. If you write to me "
        "again, I begin anew."
    ),
    somebody_erased="somebody who was erased",
)

SPANISH = MyDataTexts(
    title="Tus datos",
    what_mrkdwn=(
        "Guardo tu identificador de Slack con: lo que preguntaste y qué respuestas te sirvieron; tu práctica, tus "
        "exámenes y certificados; tus itinerarios y grupos, con las notas de quienes te acompañan; cómo quieres que te "
        "escriba; y lo que hiciste por la biblioteca. Nadie que gestione aprendices ve lo que preguntas."
    ),
    stays_mrkdwn=(
        "Si te borro, lo que es solo tuyo desaparece. Lo que necesitan las estadísticas (que *alguien* acertó una "
        "pregunta) y lo que hiciste por la biblioteca queda sin tu nombre. Un certificado que hayas descargado sigue "
        "siendo válido, pero su página pública desaparece. Lo que está en Slack, también esta conversación, es de tu "
        "espacio de Slack."
    ),
    hand_out="Envíame todo",
    erase="Bórrame…",
    handed_out=Counted(
        "Todo lo que se guarda de ti: {count} entrada.", "Todo lo que se guarda de ti: {count} entradas."
    ),
    not_sent="No se pudo enviar el archivo. Inténtalo más tarde.",
    question="¿Quieres ver lo que se guarda de ti, o que se borre?",
    erase_title="Bórrame",
    erase_send="Borrar",
    erase_words_mrkdwn=(
        "Esto no se puede deshacer. Un examen que hayas empezado termina sin resultado, tus certificados salen de la "
        "lista de titulares y tu práctica empezará de nuevo si algún día vuelves."
    ),
    erase_sure="Quiero que se borre",
    erased=Counted("Te he borrado: {count} entrada menos.", "Te he borrado: {count} entradas menos."),
    erased_whole=(
        "He mirado todas las tablas y archivos, y el identificador ya no está en ninguno. Mi nota de haberlo hecho "
        "desaparece en unos minutos."
    ),
    erased_whole_server=(
        "He mirado todas las tablas, y el identificador ya no está en ninguna. Mi nota de haberlo hecho desaparece en "
        "unos minutos."
    ),
    not_whole=(
        "El identificador sigue estando en {places}. El registro del bot lo dice a quien lo administra; pregúntale."
    ),
    not_yet="Algo en lo que estaba ocupado aún contiene el identificador. Vuelvo a mirar en unos minutos y lo olvido.",
    of_somebody="Datos de una persona…",
    of_somebody_title="Datos de una persona",
    person_label="Persona",
    what_label="Qué hay que hacer",
    as_file="Enviar a la persona todo lo que se guarda de ella",
    erase_choice="Borrar a la persona. No se puede deshacer.",
    go_on="Seguir",
    erased_other=Counted(
        "La persona se ha borrado: {count} entrada menos.", "La persona se ha borrado: {count} entradas menos."
    ),
    choose_one="Para borrar, márcalo.",
    erased_before="Esta persona ya se borró: no se guarda nada de ella.",
    sent_to_them="Se lo he enviado a la persona y le he dicho quién lo pidió. Contiene lo que solo ella puede leer.",
    asked_for="Aquí está todo lo que guardo de ti.",
    asked_for_mrkdwn="{person} me pidió que te enviara todo lo que guardo de ti. Solo te llega a ti.",
    erased_by="Se borró lo que guardaba de ti.",
    erased_by_mrkdwn=(
        "{person} hizo que se borrara lo que guardaba de ti. Un certificado que hayas descargado sigue siendo válido. "
        "Si me vuelves a escribir, empiezo de nuevo."
    ),
    somebody_erased="alguien que se borró",
)
