"""Guides that are handed in: the offer, the form, the progress, and why something could not be taken in."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts import file_kinds, upload_problems
from bot.texts.counted import Counted


@dataclass(frozen=True)
class UploadTexts:
    """The sentences of one language.

    Attributes:
        problems: Why something could not be taken in, by code.
        kinds: What a file really is, by ``ingestion.sniffing.Kind``; ``kind_advice`` says what to do about it.
        detail_advice: What is wrong with a detail in a file, by ``ingestion.errors.DetailProblem``.
    """

    # who may
    not_yours_mrkdwn: str
    nobody_may: str
    no_files: str

    operator: str

    # files in a message
    offer_one: str
    offer_many: str
    file_size: str
    like_guide: str
    files_left: Counted
    taken: str
    taken_below: str
    taken_again: str
    add: str
    add_many: str

    # the form
    form_title: str
    submit: str
    files_of_message_one: str
    files_of_message_many: str
    which_guide: str
    new_guide: str
    files: str
    files_hint: str
    address: str
    address_hint: str
    title: str
    title_hint: str
    label: str
    label_hint: str
    owner: str
    audience: str
    audience_kept: str
    audience_everybody: str
    audience_channels: str
    audience_community: str
    channels: str
    channels_hint: str
    tier: str
    tier_kept: str
    tier_none: str
    studies: str
    population: str
    searched: str
    rater: str
    effective: str
    effective_hint: str
    review: str
    progress_elsewhere: str

    # mistakes in it
    nothing_given: str
    one_for_a_guide: str
    one_for_a_title: str
    no_channels: str
    channels_without_audience: str
    no_tier: str
    too_long: str
    not_a_count: str
    date_over: str

    # progress
    received: str
    reading: str
    passages: Counted
    embedding: str
    checking: str
    waiting: str
    ready: str
    failed: str
    summary: str

    # when it is ready
    repeated: Counted
    contradicting: Counted
    golden_passed: str
    nothing_found: str
    next_step: str

    problems: Mapping[str, str]
    kinds: Mapping[str, str]
    kind_advice: Mapping[str, str]
    detail_advice: Mapping[str, str]


ENGLISH = UploadTexts(
    not_yours_mrkdwn="I can't add guides for you: that is for the people who keep the library. Ask {people}.",
    nobody_may="I can't add guides for you, and nobody keeps the library yet. Ask the people who run Fieldwise.",
    no_files="There is no file in this message. Choose a message with a file, or send the file to me.",
    operator="the command line",
    offer_one="Shall I add this file to the library?",
    offer_many="Shall I add these {count} files to the library?",
    file_size="{name} ({size})",
    like_guide="There is a guide with a name like that: {guide}. It can be a new edition of it.",
    files_left=Counted(
        "I take ten files at once. {count} file of this message is left: send it in another message.",
        "I take ten files at once. {count} files of this message are left: send them in another message.",
    ),
    taken="I have taken {names} in hand.",
    taken_below="Below you see how far it has come.",
    taken_again="To add it once more with other details, send it again.",
    add="Add as a guide…",
    add_many="Add as guides…",
    form_title="Add to the library",
    submit="Add",
    files_of_message_one="I take the file from the message: {names}.",
    files_of_message_many="I take these files from the message: {names}.",
    which_guide="Which guide is this?",
    new_guide="A new guide",
    files="Files",
    files_hint="Up to ten, of at most 10 MB each. Send larger ones to me in a message.",
    address="Or the address of a public web page",
    address_hint="I fetch the page once, as it is now.",
    title="Title",
    title_hint="Left empty, a new edition keeps the title, and a new guide takes it from its file.",
    label="Edition",
    label_hint="How people call this edition, as in 2026 or 3rd. Left empty, editions are counted.",
    owner="Owner: who answers for it and is reminded of its review",
    audience="Who may read it",
    audience_kept="Readers: as now, or everybody for a new guide",
    audience_everybody="Everybody",
    audience_channels="Only in certain channels",
    audience_community="Community: {name}",
    channels="The channels, if only certain ones",
    channels_hint="Answers use it only in these channels, and for their members when they ask me alone.",
    tier="Evidence",
    tier_kept="As it is now; a new guide: as its file says",
    tier_none="Not rated, unless its file says so",
    studies="Number of studies",
    population="Whom they were about",
    searched="Last searched for studies on",
    rater="Rated by",
    effective="In force from",
    effective_hint="Left empty, it is in force as soon as it is published.",
    review="Next review",
    progress_elsewhere="I show you under Messages how far it has come.",
    nothing_given="Choose a file, or give the address of a page.",
    one_for_a_guide="Only one file can be the new edition of a guide. Choose one file, or choose a new guide.",
    one_for_a_title="With several files, leave this empty: each file has its own.",
    no_channels="Choose at least one channel.",
    channels_without_audience=(
        "Choose “Only in certain channels” above, or take the channels out: else they change nothing."
    ),
    no_tier="Choose the evidence tier too, or leave this empty.",
    too_long="There is too much text. Shorten it.",
    not_a_count="Write a whole number from 0 to 100,000.",
    date_over="Choose a day after today.",
    received="Received",
    reading="Reading…",
    passages=Counted("{count} passage", "{count} passages"),
    embedding="Preparing for search, {done} of {of}…",
    checking="Checking that search finds it…",
    waiting="The library is being changed by somebody else right now. I go on as soon as that is done.",
    ready="Ready: search finds its passages",
    failed="Not added",
    summary="{name}: {state}",
    repeated=Counted("{count} passage nearly repeats another guide", "{count} passages nearly repeat other guides"),
    contradicting=Counted(
        "{count} statement may contradict another guide", "{count} statements may contradict other guides"
    ),
    golden_passed="All {asked} golden questions would be answered as they must be",
    nothing_found="I found nothing that repeats or contradicts other guides",
    next_step="Look at its passages, then send it to review.",
    problems=upload_problems.ENGLISH,
    kinds=file_kinds.KINDS_ENGLISH,
    kind_advice=file_kinds.KIND_ADVICE_ENGLISH,
    detail_advice=file_kinds.DETAIL_ADVICE_ENGLISH,
)
SPANISH = UploadTexts(
    not_yours_mrkdwn="No puedo añadir guías por ti: eso es de quienes cuidan la biblioteca. Habla con {people}.",
    nobody_may="No puedo añadir guías por ti, y nadie cuida aún la biblioteca. Habla con quienes gestionan Fieldwise.",
    no_files="En este mensaje no hay ningún archivo. Elige un mensaje con un archivo, o envíamelo.",
    operator="la línea de órdenes",
    offer_one="¿Añado este archivo a la biblioteca?",
    offer_many="¿Añado estos {count} archivos a la biblioteca?",
    file_size="{name}, {size}",
    like_guide="Hay una guía con un nombre parecido: {guide}. Puede ser una nueva edición de ella.",
    files_left=Counted(
        "Tomo diez archivos a la vez. Queda {count} archivo de este mensaje: envíalo en otro mensaje.",
        "Tomo diez archivos a la vez. Quedan {count} archivos de este mensaje: envíalos en otro mensaje.",
    ),
    taken="Me ocupo de {names}.",
    taken_below="Abajo ves por dónde va.",
    taken_again="Para añadirlo otra vez con otros datos, envíalo de nuevo.",
    add="Añadir como guía…",
    add_many="Añadir como guías…",
    form_title="Añadir a la biblioteca",
    submit="Añadir",
    files_of_message_one="Tomo el archivo del mensaje: {names}.",
    files_of_message_many="Tomo estos archivos del mensaje: {names}.",
    which_guide="¿Qué guía es?",
    new_guide="Una guía nueva",
    files="Archivos",
    files_hint="Hasta diez, de 10 MB como máximo cada uno. Envíame los mayores en un mensaje.",
    address="O la dirección de una página web pública",
    address_hint="Recojo la página una vez, tal como está ahora.",
    title="Título",
    title_hint="Si lo dejas vacío, una edición nueva conserva el título y una guía nueva lo toma de su archivo.",
    label="Edición",
    label_hint="Cómo se llama esta edición, como 2026 o 3.ª. Si lo dejas vacío, se numeran.",
    owner="Responsable: quien responde de ella y recibe el aviso de su revisión",
    audience="Quién puede leerla",
    audience_kept="Quien la lee ahora; si es nueva, todo el mundo",
    audience_everybody="Todo el mundo",
    audience_channels="Solo en ciertos canales",
    audience_community="Comunidad: {name}",
    channels="Los canales, si son solo algunos",
    channels_hint="Las respuestas la usan solo en estos canales, y para sus miembros cuando me preguntan a solas.",
    tier="Evidencia",
    tier_kept="Como está ahora; una guía nueva: lo que diga su archivo",
    tier_none="Sin valorar, salvo lo que diga su archivo",
    studies="Número de estudios",
    population="De quiénes trataban",
    searched="Última búsqueda de estudios",
    rater="Valorada por",
    effective="En vigor desde",
    effective_hint="Si lo dejas vacío, desde que se publique.",
    review="Próxima revisión",
    progress_elsewhere="En Mensajes te muestro por dónde va.",
    nothing_given="Elige un archivo o da la dirección de una página.",
    one_for_a_guide="Solo un archivo puede ser la nueva edición de una guía. Elige un archivo, o una guía nueva.",
    one_for_a_title="Con varios archivos, deja esto vacío: cada uno tiene lo suyo.",
    no_channels="Elige al menos un canal.",
    channels_without_audience="Elige arriba «Solo en ciertos canales», o quita los canales: si no, no cambian nada.",
    no_tier="Elige también el nivel de evidencia, o deja esto vacío.",
    too_long="Hay demasiado texto. Acórtalo.",
    not_a_count="Escribe un número entero de 0 a 100 000.",
    date_over="Elige un día después de hoy.",
    received="Recibido",
    reading="Leyendo…",
    passages=Counted("{count} pasaje", "{count} pasajes"),
    embedding="Preparando la búsqueda, {done} de {of}…",
    checking="Comprobando que se encuentra al buscar…",
    waiting="Otra persona está cambiando la biblioteca ahora mismo. Sigo en cuanto termine.",
    ready="Lista: la búsqueda encuentra sus pasajes",
    failed="No se añadió",
    summary="{name}. {state}",
    repeated=Counted("{count} pasaje casi repite otra guía", "{count} pasajes casi repiten otras guías"),
    contradicting=Counted(
        "{count} afirmación puede contradecir otra guía", "{count} afirmaciones pueden contradecir otras guías"
    ),
    golden_passed="Las {asked} preguntas de control se responderían como deben",
    nothing_found="No encontré nada que repita o contradiga otras guías",
    next_step="Mira sus pasajes y envíala a revisión.",
    problems=upload_problems.SPANISH,
    kinds=file_kinds.KINDS_SPANISH,
    kind_advice=file_kinds.KIND_ADVICE_SPANISH,
    detail_advice=file_kinds.DETAIL_ADVICE_SPANISH,
)
