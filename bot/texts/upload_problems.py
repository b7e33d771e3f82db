"""Why a file or page could not be taken in, and what to do about it, by the code of the problem.

A code may have a part after a dot or a second one: where one kind of problem needs more than one sentence.
"""

_READ_HERE = "Markdown, text, HTML, PDF, DOCX, PPTX, EPUB, VTT and SRT"
_SE_LEE = "Markdown, texto, HTML, PDF, DOCX, PPTX, EPUB, VTT y SRT"

ENGLISH = {
    "not_there": "{name} is not there any more. Send it again.",
    "outside_folder": "{name} leads out of its folder. Send the file that it leads to.",
    "unusable_name": "The name of {name} holds broken characters. Rename it, then send it again.",
    "duplicate": (
        "{name} has the same content as the guide {same_as}, so it was not added again. To replace that guide's "
        "details, hand the file in as its new edition."
    ),
    "unchanged": (
        "{name} is already what readers see: edition {edition} of {guide}, with the same details. Change the file or "
        "a detail, then send it again."
    ),
    "already_in_hand": "{name} is on its way in already: {by} handed it in as {called}. Wait until that is ready.",
    "already_in_hand.waits": (
        "{name} was handed in already, by {by}, and waits to be published as {called}. Publish or discard that "
        "edition first."
    ),
    "too_many_in_hand.own": (
        "{name} was not taken in, because you have {limit} files on their way already. Wait until some are ready, "
        "then send it again."
    ),
    "too_many_in_hand.team": (
        "{name} was not taken in, because your team has {limit} files on their way already. Wait until some are "
        "ready, then send it again."
    ),
    "unsupported_format": (
        f"{{name}} is of a format that I don't read ({{extension}}). Save it as one of these: {_READ_HERE}."
    ),
    "unsupported_format.none": (
        "{name} has no ending that tells its format. Rename it to end in .md or .txt if it is text, then send it again."
    ),
    "wrong_extension": "{name} ends in {extension}, but it is really {really}. {advice}",
    "empty": "{name} is empty. Check that it was saved to its end, then send it again.",
    "too_large": "{name} has {size}; a file may have {limit}. Make its pictures smaller or split it, then send it.",
    "expands_too_much": (
        "{name} is packed so that it would grow far beyond the size of a guide, so I did not open it. Save it anew "
        "from the program that made it, then send that."
    ),
    "too_deeply_nested": (
        "{name} has parts within parts, deeper than I can read. Copy its text into a new document, then send that."
    ),
    "unsafe_archive": (
        "{name} is not put together the way documents are, so I did not open it. Save it anew from the program that "
        "made it, then send that."
    ),
    "macros": (
        "{name} carries macros, which are small programs. Save it without them, as DOCX, PPTX or PDF, then send that."
    ),
    "encrypted": "{name} is protected with a password. Save it without one, then send it again.",
    "damaged": "{name} is damaged or cut off. Get a new copy that opens in its own program, then send that.",
    "not_text": "{name} should be text, but it is something else. Save it as plain text (UTF-8), then send that.",
    "no_text": "{name} holds no text to read. Send a file that has sentences in it.",
    "no_text.no_pages": "{name} has no pages. Check that it was saved to its end, then send it again.",
    "no_text.pictures": (
        "{name} holds pictures of pages but no text. Run text recognition (OCR) on it, then send it again."
    ),
    "too_much_text": "{name} holds more text than a guide may, which is {limit}. Split it, then send the parts.",
    "took_too_long": (
        "{name} could not be read within {seconds} seconds. Split it or save it in a simpler form, then send that."
    ),
    "too_much_memory": "{name} takes more memory to read than a file may use. Split it, then send the parts.",
    "parser_crashed": (
        "{name} could not be read, because something inside it is out of order. Save it anew or in another format, "
        "then send that."
    ),
    "unforeseen": (
        "{name} could not be taken in, because of a mistake in Fieldwise itself. Tell the people who run Fieldwise: "
        "the log says what happened. Until then, try it in another format."
    ),
    "not_found_again": (
        "{name} is not ready: of {of} of its passages only {found} were found again by search. Ask the people who run "
        "Fieldwise to rebuild the search index, then send it again."
    ),
    "golden_fails": (
        "{name} was not published, because golden questions would not be answered as they must be ({failures}), "
        "“{question}” for one. Mend it or the questions, then add it again."
    ),
    "overtaken": (
        "{name} was not taken further, because somebody else has changed its guide meanwhile. Look at what readers "
        "see now, then send it again if it is still needed."
    ),
    "bad_details": "{name} has details that can't be used: {source}. {advice}",
    "slack.gone": "{name} was deleted before I could fetch it. Send it again.",
    "slack.elsewhere": (
        "{name} is kept on another service, and Slack has only a link to it. Download it there and send the file "
        "itself, or give me its public web address."
    ),
    "slack.foreign": (
        "Slack names an address for {name} that is not one of Slack's own, so I did not open it. Download the file "
        "and send it to me yourself."
    ),
    "slack.hidden": "Slack does not let me see {name}. Send the file to me in this conversation.",
    "slack.scope_missing": (
        "Slack did not give me {name}: the app lacks the permission files:read. Ask the people who run Fieldwise to "
        "install the app anew with it, then send the file again."
    ),
    "slack.cut_off": "{name} did not come to its end from Slack. Send it again.",
    "slack.not_given": "Slack could not give me {name}, although I tried several times. Send it again later.",
    "slack.took_too_long": "{name} did not come from Slack in time. Send it again later, or split it.",
    "slack.not_allowed": (
        "{name} was not taken in: as {role} you can't add guides any more. Ask an owner or admin of the library."
    ),
    "slack.guide_gone": (
        "{name} was to be a new edition of a guide that is not there any more. Send it again as a new guide."
    ),
    "slack.broken_off": (
        "{name} was not taken in: my work on it broke off, and nothing of it was kept. Hand it in again. If that "
        "happens once more, tell the people who run Fieldwise."
    ),
    "web.unusable": "{address} is not the address of a page. Copy it whole, as in https://example.org/guide.",
    "web.not_public": (
        "{address} is not on the public internet, so I did not open it. Save the page from your browser and send the "
        "file instead."
    ),
    "web.not_reachable.name_unknown": (
        "There is no site at {address}. Check the address for typing errors, then add it again."
    ),
    "web.not_reachable.no_connection": (
        "{address} can't be reached now. Check that it opens in your browser, then add it again."
    ),
    "web.not_reachable.not_trusted": (
        "{address} has no valid certificate, so nobody knows whose page it is. If you trust it, save the page from "
        "your browser and send the file instead."
    ),
    "web.not_reachable.cut_off": (
        "{address} was not sent to its end. Add it again later, or save the page from your browser and send the file."
    ),
    "web.too_many_redirects": (
        "{address} leads from one address to the next, too often. Open it in your browser, then add the address where "
        "you arrive."
    ),
    "web.too_large": (
        "{address} has more than {limit}, which a page may have. Download it, split it or make its pictures smaller, "
        "then send the file."
    ),
    "web.took_too_long": (
        "{address} did not come within {seconds} seconds. Add it again later, or save the page from your browser and "
        "send the file."
    ),
    "web.refused.sign_in": (
        "{address} can't be opened without signing in. Download the page or document and send the file instead."
    ),
    "web.refused.no_page": "There is no page at {address}. Check the address in your browser, then add it again.",
    "web.refused.busy": "{address} takes no more visits just now. Wait an hour, then add it again.",
    "web.refused.fault": "The site of {address} has a fault of its own ({status}). Add it again later.",
    "web.refused.other": (
        "The site of {address} did not give the page ({status}). Open it in your browser; if it opens, save it from "
        "there and send the file."
    ),
    "web.type_unsupported": (
        f"{{address}} is of a type that I don't read ({{content_type}}). Download it and save it as one of these: "
        f"{_READ_HERE}."
    ),
    "web.type_unsupported.none": (
        f"{{address}} is of no known type. Download it and save it as one of these: {_READ_HERE}."
    ),
}
SPANISH = {
    "not_there": "{name} ya no está. Envíalo de nuevo.",
    "outside_folder": "{name} lleva fuera de su carpeta. Envía el archivo al que lleva.",
    "unusable_name": "El nombre de {name} tiene caracteres rotos. Cámbialo y envíalo de nuevo.",
    "duplicate": (
        "{name} tiene el mismo contenido que la guía {same_as}, así que no se añadió otra vez. Para cambiar los datos "
        "de esa guía, entrega el archivo como su nueva edición."
    ),
    "unchanged": (
        "{name} ya es lo que ven los lectores: la edición {edition} de {guide}, con los mismos datos. Cambia el "
        "archivo o algún dato y envíalo de nuevo."
    ),
    "already_in_hand": "{name} ya está en camino: lo entregó {by} como {called}. Espera a que esté listo.",
    "already_in_hand.waits": (
        "{name} ya fue entregado por {by} y espera a ser publicado como {called}. Publica o descarta antes esa edición."
    ),
    "too_many_in_hand.own": (
        "{name} no se aceptó porque ya tienes {limit} archivos en camino. Espera a que algunos estén listos y envíalo "
        "de nuevo."
    ),
    "too_many_in_hand.team": (
        "{name} no se aceptó porque tu equipo ya tiene {limit} archivos en camino. Espera a que algunos estén listos "
        "y envíalo de nuevo."
    ),
    "unsupported_format": (
        f"{{name}} tiene un formato que no leo ({{extension}}). Guárdalo en uno de estos: {_SE_LEE}."
    ),
    "unsupported_format.none": (
        "{name} no tiene una extensión que diga su formato. Si es texto, haz que termine en .md o .txt y envíalo de "
        "nuevo."
    ),
    "wrong_extension": "{name} termina en {extension}, pero en realidad es {really}. {advice}",
    "empty": "{name} está vacío. Comprueba que se guardó entero y envíalo de nuevo.",
    "too_large": "{name} ocupa {size}; un archivo puede ocupar {limit}. Reduce sus imágenes o divídelo y envíalo.",
    "expands_too_much": (
        "{name} está comprimido de modo que crecería mucho más que una guía, así que no lo abrí. Guárdalo de nuevo "
        "con el programa que lo hizo y envía eso."
    ),
    "too_deeply_nested": (
        "{name} tiene partes dentro de partes, más de las que puedo leer. Copia su texto en un documento nuevo y "
        "envíalo."
    ),
    "unsafe_archive": (
        "{name} no está hecho como se hacen los documentos, así que no lo abrí. Guárdalo de nuevo con el programa que "
        "lo hizo y envía eso."
    ),
    "macros": (
        "{name} lleva macros, que son pequeños programas. Guárdalo sin ellas, como DOCX, PPTX o PDF, y envía eso."
    ),
    "encrypted": "{name} está protegido con contraseña. Guárdalo sin ella y envíalo de nuevo.",
    "damaged": "{name} está dañado o cortado. Consigue una copia que se abra en su propio programa y envíala.",
    "not_text": "{name} debería ser texto, pero es otra cosa. Guárdalo como texto sin formato (UTF-8) y envía eso.",
    "no_text": "{name} no tiene texto que leer. Envía un archivo que tenga frases.",
    "no_text.no_pages": "{name} no tiene páginas. Comprueba que se guardó entero y envíalo de nuevo.",
    "no_text.pictures": (
        "{name} tiene imágenes de páginas, pero no texto. Pásale un reconocimiento de texto (OCR) y envíalo de nuevo."
    ),
    "too_much_text": "{name} tiene más texto del que cabe en una guía, que es {limit}. Divídelo y envía las partes.",
    "took_too_long": (
        "{name} no se pudo leer en {seconds} segundos. Divídelo o guárdalo en una forma más sencilla y envía eso."
    ),
    "too_much_memory": "{name} necesita para leerse más memoria de la permitida. Divídelo y envía las partes.",
    "parser_crashed": (
        "{name} no se pudo leer porque algo en su interior está mal. Guárdalo de nuevo o en otro formato y envía eso."
    ),
    "unforeseen": (
        "{name} no se pudo aceptar por un error del propio Fieldwise. Avisa a quienes gestionan Fieldwise: el registro "
        "dice qué pasó. Mientras tanto, prueba con otro formato."
    ),
    "not_found_again": (
        "{name} no está listo: de {of} de sus pasajes solo se encontraron {found} al buscarlos. Pide a quienes "
        "gestionan Fieldwise que reconstruyan el índice y envíalo de nuevo."
    ),
    "golden_fails": (
        "{name} no se publicó, porque hay preguntas de control que no se responderían como deben ({failures}); "
        "por ejemplo, «{question}». Corrige la guía o las preguntas y añádela de nuevo."
    ),
    "overtaken": (
        "{name} no siguió adelante porque alguien ha cambiado su guía entretanto. Mira lo que ven ahora los lectores y "
        "envíalo de nuevo si aún hace falta."
    ),
    "bad_details": "{name} tiene datos que no se pueden usar: {source}. {advice}",
    "slack.gone": "{name} se borró antes de que pudiera recogerlo. Envíalo de nuevo.",
    "slack.elsewhere": (
        "{name} está guardado en otro servicio y Slack solo tiene un enlace. Descárgalo allí y envía el archivo, o "
        "dame su dirección pública."
    ),
    "slack.foreign": (
        "Slack da para {name} una dirección que no es suya, así que no la abrí. Descarga el archivo y envíamelo tú."
    ),
    "slack.hidden": "Slack no me deja ver {name}. Envíame el archivo en esta conversación.",
    "slack.scope_missing": (
        "Slack no me dio {name}: a la aplicación le falta el permiso files:read. Pide a quienes gestionan Fieldwise "
        "que la instalen de nuevo con él y envía el archivo otra vez."
    ),
    "slack.cut_off": "{name} no llegó entero desde Slack. Envíalo de nuevo.",
    "slack.not_given": "Slack no pudo darme {name}, aunque lo intenté varias veces. Envíalo de nuevo más tarde.",
    "slack.took_too_long": "{name} no llegó de Slack a tiempo. Envíalo de nuevo más tarde, o divídelo.",
    "slack.not_allowed": (
        "{name} no se aceptó: como {role} ya no puedes añadir guías. Habla con quien es responsable o "
        "administra la biblioteca."
    ),
    "slack.guide_gone": (
        "{name} iba a ser una nueva edición de una guía que ya no existe. Envíalo de nuevo como guía nueva."
    ),
    "slack.broken_off": (
        "{name} no se aceptó: mi trabajo se interrumpió y no se guardó nada. Entrégalo de nuevo. Si vuelve a pasar, "
        "avisa a quienes gestionan Fieldwise."
    ),
    "web.unusable": "{address} no es la dirección de una página. Cópiala entera, como https://example.org/guia.",
    "web.not_public": (
        "{address} no está en la internet pública, así que no la abrí. Guarda la página desde tu navegador y envía el "
        "archivo."
    ),
    "web.not_reachable.name_unknown": (
        "No hay ningún sitio en {address}. Comprueba que la dirección esté bien escrita y añádela de nuevo."
    ),
    "web.not_reachable.no_connection": (
        "No se puede llegar ahora a {address}. Comprueba que se abra en tu navegador y añádela de nuevo."
    ),
    "web.not_reachable.not_trusted": (
        "{address} no tiene un certificado válido, así que nadie sabe de quién es la página. Si confías en ella, "
        "guárdala desde tu navegador y envía el archivo."
    ),
    "web.not_reachable.cut_off": (
        "{address} no llegó entera. Añádela de nuevo más tarde, o guarda la página desde tu navegador y envía el "
        "archivo."
    ),
    "web.too_many_redirects": (
        "{address} lleva de una dirección a otra demasiadas veces. Ábrela en tu navegador y añade la dirección a la "
        "que llegues."
    ),
    "web.too_large": (
        "{address} ocupa más de {limit}, que es lo que puede ocupar una página. Descárgala, divídela o reduce sus "
        "imágenes y envía el archivo."
    ),
    "web.took_too_long": (
        "{address} no llegó en {seconds} segundos. Añádela de nuevo más tarde, o guarda la página desde tu navegador "
        "y envía el archivo."
    ),
    "web.refused.sign_in": (
        "{address} no se puede abrir sin iniciar sesión. Descarga la página o el documento y envía el archivo."
    ),
    "web.refused.no_page": (
        "No hay ninguna página en {address}. Comprueba la dirección en tu navegador y añádela de nuevo."
    ),
    "web.refused.busy": "{address} no admite más visitas ahora mismo. Espera una hora y añádela de nuevo.",
    "web.refused.fault": "El sitio de {address} tiene un fallo propio ({status}). Añádela de nuevo más tarde.",
    "web.refused.other": (
        "El sitio de {address} no dio la página ({status}). Ábrela en tu navegador; si se abre, guárdala desde allí y "
        "envía el archivo."
    ),
    "web.type_unsupported": (
        f"{{address}} es de un tipo que no leo ({{content_type}}). Descárgala y guárdala en uno de estos: {_SE_LEE}."
    ),
    "web.type_unsupported.none": (
        f"{{address}} no es de ningún tipo conocido. Descárgala y guárdala en uno de estos: {_SE_LEE}."
    ),
}
