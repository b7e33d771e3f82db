"""What the guides do not answer is asked of people: who is asked, what they answer, and who is told."""

from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class AskingTexts:
    """The sentences of one language."""

    # under an answer, and what comes of it
    ask_person: str
    ask_person_spoken: str
    asked_mrkdwn: str
    under_way_mrkdwn: str
    nobody: str
    question_gone: str
    not_yours: str

    # the card of who is asked
    title: str
    title_partly: str
    title_unhelpful: str
    asks_mrkdwn: str
    wants_mrkdwn: str
    asked_in_mrkdwn: str
    asked_alone: str
    why_guides: str
    why_keeper: str
    others: Counted
    guides_said: str
    answered_before_mrkdwn: str
    answer: str
    not_mine: str
    passed_on_mrkdwn: str
    still_with_mrkdwn: str
    passed_to_nobody: str
    answered_mrkdwn: str
    closed: str
    set_aside: str
    taken_back: str

    # the form
    form_title: str
    asked: str
    no_question: str
    not_called: str
    no_audience: str
    not_in_channel: str
    none_shown: str
    text: str
    text_hint: str
    uses: str
    use_send: str
    use_standard: str
    use_draft: str
    called: str
    called_hint: str
    guide_title: str
    guide_title_hint: str
    no_title: str
    audience: str
    audience_hint: str
    audience_where_asked: str
    no_text: str
    no_use: str
    answered_meanwhile: str

    # what became of it
    sent: Counted
    not_sent: Counted
    later: Counted
    kept: str
    drafting: str

    # the answer of a person
    answers_mrkdwn: str
    your_question_mrkdwn: str
    of_a_person: str

    # the questions are asked again
    answered_now: Counted
    answered_now_mrkdwn: str
    see_answer: str
    given_mrkdwn: str
    still_open_mrkdwn: str
    still_open: Counted


ENGLISH = AskingTexts(
    ask_person="Ask a person",
    ask_person_spoken="Ask a person who knows this topic to answer",
    asked_mrkdwn="I have asked {people}. As soon as there is an answer, I tell you.",
    under_way_mrkdwn="This is on its way: I asked {people} on {date}. As soon as there is an answer, I tell you.",
    nobody="I know nobody here whom I could ask. The people who look after the guides see your question in their list.",
    question_gone="This question was taken back, so I have asked nobody.",
    not_yours="Not everybody reads along here, so only the person who asked can have this passed on. "
    "Ask it yourself, and press the button under your own answer.",
    title="The guides don't answer this. Can you?",
    title_partly="The guides answer this only in part. Can you?",
    title_unhelpful="An answer from the guides did not help. Can you do better?",
    asks_mrkdwn="{person} asks: {question}",
    wants_mrkdwn="{person} would like to know what {asker} asked: {question}",
    asked_in_mrkdwn="Asked in {channel} on {date}.",
    asked_alone="Asked in private on {date}.",
    why_guides="You answer for a guide that is close to this.",
    why_keeper="You look after the guides.",
    others=Counted("{count} other question is about the same.", "{count} other questions are about the same."),
    guides_said="This is what the guides said:",
    answered_before_mrkdwn="{person} answered something close to this on {date}:",
    answer="Answer…",
    not_mine="Not mine",
    passed_on_mrkdwn="You said that this is not yours. I have asked {people}.",
    still_with_mrkdwn="You said that this is not yours. It is still with {people}.",
    passed_to_nobody="You said that this is not yours. There is nobody else whom I could ask: it stays in the list.",
    answered_mrkdwn="{person} answered this on {date}.",
    closed="The guides answer this now.",
    set_aside="This was set aside as nothing for the guides.",
    taken_back="This question was taken back.",
    form_title="Answer a question",
    asked="Your answer is to",
    no_question="Tick at least one question.",
    not_called="Write the question as others may read it.",
    no_audience="Choose who may read it.",
    not_in_channel="None of these questions was asked in a channel. Choose somebody else who may read it.",
    none_shown="What is still open here was asked in private, so I can't show it to you.",
    text="Your answer",
    text_hint="It goes out under your name, word for word.",
    uses="What is to become of it?",
    use_send="Send it to those who asked",
    use_standard="Keep it for whoever asks the same again",
    use_draft="Draft a guide from it, for a second person to review",
    called="The question, as others may read it",
    called_hint="For an answer that is kept, and above it in a guide. Leave out what is private.",
    guide_title="Title of the guide",
    guide_title_hint="Only for a guide, like its next review. You can change both.",
    no_title="Write a title for the guide.",
    audience="Who may read it",
    audience_hint="For all that becomes of it. Whoever asked and is not among them is not sent it either.",
    audience_where_asked="Only where it was asked",
    no_text="Write an answer.",
    no_use="Choose at least one.",
    answered_meanwhile="Somebody has answered this in the meantime. Copy your text if you want to keep it.",
    sent=Counted("Your answer went to {count} person.", "Your answer went to {count} people."),
    not_sent=Counted(
        "{count} person could not be told: it is not for that reader, or there is no way to reach the person.",
        "{count} people could not be told: it is not for those readers, or there is no way to reach them.",
    ),
    later=Counted("{count} person gets it later.", "{count} people get it later."),
    kept="I keep it for whoever asks the same again.",
    drafting="I am making a draft of a guide from it, and show you here how far it has come.",
    answers_mrkdwn="{person} answers {askers}:",
    your_question_mrkdwn="You asked: {question}",
    of_a_person="This is what a person answers. It is not quoted from the guides.",
    answered_now=Counted("{count} of your questions is answered now.", "{count} of your questions are answered now."),
    answered_now_mrkdwn="You asked on {date}: {question}",
    see_answer="See the answer",
    given_mrkdwn="{person} gave you something to see to that people asked and the guides don't answer. "
    "You find it in Home, under *Gaps*.",
    still_open_mrkdwn="The guides have changed. Of a gap that you look after, they do not answer this yet:",
    still_open=Counted("And {count} more.", "And {count} others."),
)
SPANISH = AskingTexts(
    ask_person="Preguntar a una persona",
    ask_person_spoken="Pedir la respuesta a una persona que conozca el tema",
    asked_mrkdwn="Se lo he preguntado a {people}. En cuanto haya una respuesta, te aviso.",
    under_way_mrkdwn="Ya está en camino: se lo pregunté a {people} el {date}. En cuanto haya una respuesta, te aviso.",
    nobody="No conozco a nadie aquí a quien preguntar. Quienes cuidan las guías ven tu pregunta en su lista.",
    question_gone="Esta pregunta se retiró, así que no he preguntado a nadie.",
    not_yours="Aquí no lee todo el mundo, así que solo quien hizo la pregunta puede pedir que la pase a otros. "
    "Hazla tú también, y pulsa el botón bajo tu propia respuesta.",
    title="Las guías no responden a esto. ¿Puedes tú?",
    title_partly="Las guías responden a esto solo en parte. ¿Puedes tú?",
    title_unhelpful="Una respuesta de las guías no ayudó. ¿Tienes una mejor?",
    asks_mrkdwn="{person} pregunta: {question}",
    wants_mrkdwn="{person} quiere saber lo que preguntó {asker}: {question}",
    asked_in_mrkdwn="Se preguntó en {channel} el {date}.",
    asked_alone="Se preguntó en privado el {date}.",
    why_guides="Respondes de una guía cercana a este tema.",
    why_keeper="Cuidas de las guías.",
    others=Counted("Otra pregunta más ({count}) trata de lo mismo.", "Otras {count} preguntas tratan de lo mismo."),
    guides_said="Esto es lo que dijeron las guías:",
    answered_before_mrkdwn="{person} respondió a algo parecido el {date}:",
    answer="Responder…",
    not_mine="No es lo mío",
    passed_on_mrkdwn="Dijiste que no es lo tuyo. Se lo he preguntado a {people}.",
    still_with_mrkdwn="Dijiste que no es lo tuyo. Sigue en manos de {people}.",
    passed_to_nobody="Dijiste que no es lo tuyo. No hay nadie más a quien preguntar: queda en la lista.",
    answered_mrkdwn="{person} respondió a esto el {date}.",
    closed="Las guías ya responden a esto.",
    set_aside="Se dejó de lado: no es asunto de las guías.",
    taken_back="Esta pregunta se retiró.",
    form_title="Responder",
    asked="Tu respuesta es para",
    no_question="Marca al menos una pregunta.",
    not_called="Escribe la pregunta como pueden leerla otras personas.",
    no_audience="Elige quién puede leerla.",
    not_in_channel="Ninguna de estas preguntas se hizo en un canal. Elige otra opción de quién puede leerla.",
    none_shown="Lo que sigue abierto aquí se preguntó en privado, así que no te lo puedo mostrar.",
    text="Tu respuesta",
    text_hint="Sale con tu nombre, palabra por palabra.",
    uses="¿Qué hago con ella?",
    use_send="Enviarla a quienes preguntaron",
    use_standard="Guardarla para quien pregunte lo mismo",
    use_draft="Hacer un borrador de guía, que revisa otra persona",
    called="La pregunta, como pueden leerla otras personas",
    called_hint="Para una respuesta que se guarda, y encima de ella en una guía. Quita lo que sea privado.",
    guide_title="Título de la guía",
    guide_title_hint="Solo para una guía, como su próxima revisión. Puedes cambiar las dos cosas.",
    no_title="Escribe un título para la guía.",
    audience="Quién puede leerla",
    audience_hint="Para todo lo que se haga con ella. A quien preguntó y no está entre ellas tampoco se le envía.",
    audience_where_asked="Solo donde se preguntó",
    no_text="Escribe una respuesta.",
    no_use="Elige al menos una opción.",
    answered_meanwhile="Alguien respondió mientras tanto. Copia tu texto si quieres conservarlo.",
    sent=Counted("Tu respuesta llegó a {count} persona.", "Tu respuesta llegó a {count} personas."),
    not_sent=Counted(
        "A {count} persona no se lo pude decir: no es para ella, o no hay cómo escribirle.",
        "A {count} personas no se lo pude decir: no es para ellas, o no hay cómo escribirles.",
    ),
    later=Counted("Le llegará más tarde a {count} persona.", "Les llegará más tarde a {count} personas."),
    kept="La guardo para quien pregunte lo mismo.",
    drafting="Estoy haciendo un borrador de guía con ella, y aquí te muestro por dónde va.",
    answers_mrkdwn="{person} responde a {askers}:",
    your_question_mrkdwn="Preguntaste: {question}",
    of_a_person="Esto lo responde una persona. No es una cita de las guías.",
    answered_now=Counted(
        "{count} de tus preguntas ya tiene respuesta.", "{count} de tus preguntas ya tienen respuesta."
    ),
    answered_now_mrkdwn="Preguntaste el {date}: {question}",
    see_answer="Ver la respuesta",
    given_mrkdwn="{person} te encargó algo que se preguntó y las guías no responden. Está en Inicio, en *Lagunas*.",
    still_open_mrkdwn="Las guías han cambiado. De una laguna que cuidas, aún no responden a esto:",
    still_open=Counted("Y {count} más.", "Y otras {count}."),
)
