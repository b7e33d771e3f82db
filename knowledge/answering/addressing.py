"""Sentences that speak to whoever writes the answer, not to its reader: English and Spanish. Pure.

A guide tells people what to do. What tells an assistant what to do, or how to write, was planted there, and is neither
quoted nor worded.
"""

import re
import unicodedata

from knowledge.unseen import seen

# Letters of other alphabets that look like Latin ones.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏкмтвнАЕОРСУХІЈЅКМТВНαεορτυικνΑΕΟΡΤΥΙΚΝΒΗΜΖ",
    "aeopcyxijsdhlkmtbhAEOPCYXIJSKMTBHaeoptuiknAEOPTYIKNBHMZ",
)
_REPLY = r"(?:answer|repl(?:y|ies)|respon[sc]e|output|message|completion)s?(?:['’]s)?"
_YOUR = rf"your\s+(?:(?!in\b)\w+\s+){{0,2}}{_REPLY}"
_RESPUESTA = r"(?:respuestas?|contestaci[oó]n|salida|mensajes?)"
_TU = rf"(?:tus?|sus?)\s+(?:\w+\s+)?{_RESPUESTA}"
_WRITE = (
    "add|adjust|anagram|append|augment|begin|change|combine|compose|convert|distort|embed|encode|encrypt|end|enhance"
    "|finish|format|group|include|incorporate|insert|integrate|introduce|jumble|misspell|mix|modify|obfuscate|omit|place"
    "|prepend|preface|print|provide|put|rearrange|remove|render|repeat|replace|rewrite|scramble|shuffle|start|substitute"
    "|swap|translate|use|write"
)
# What people are told to do with answers of their own: "Write your answers in the document."
_OF_PEOPLE = rf"(?!(?:write|put|use|change|include|add)\s+your\s+(?:own\s+)?{_REPLY}|provide\s+your\s+answers?\b)"
# What a sentence begins with that tells people something of a reply of theirs.
_TOLD_PEOPLE = (
    r"(?:a|an|the|this|that|these|those|it|if|when|where|while|what|how|why|who|which|is|are|was|were|do|does|did|can|could"
    r"|will|would|should|may|might|must|have|has|and|or|but|so|as|at|by|for|from|in|on|to|with|you|your|we|our|they|their|he"
    r"|she|his|her|i|my|there|here|after|before|because|since|once|until|both|each|every|all|any|some|no|not|don|never|always"
    r"|ask|base|be|bring|check|choose|click|compare|consider|decide|discuss|enter|explain|find|give|judge|justify|keep|let"
    r"|limit|listen|locate|make|mark|note|participate|pause|plan|post|practi[cs]e|prepare|read|record|reflect|rehearse|review|save|see"
    r"|select|send|share|show|state|submit|tailor|take|talk|tell|think|try|type|upload|wait|watch|[^\W\d_]+(?:ing|ed|s))"
)
_ESCRIBE = (
    r"a[nñ]ad[ae]|agreg(?:a|ue)|cambi[ae]|codifi(?:ca|que)|comien(?:za|ce)|empie(?:za|ce)|escrib[ae]|inclu(?:ye|ya)"
    r"|insert[ae]|integr[ae]|modifi(?:ca|que)|pon(?:ga)?|reempla(?:za|ce)|repit[ae]|sustitu(?:ye|ya)|termin[ae]"
    r"|tradu(?:ce|zca)|us[ae]"
)
_MACHINE = (
    r"(?:ai|a\.i\.|llm|chat\s?bot|bot|(?:ai|virtual|language)\s+(?:assistant|model)|assistant|model|chatgpt|gpt|claude"
    r"|fieldwise|ia|asistente|modelo(?:\s+de\s+lenguaje)?)"
)
_EARLIER = (
    r"(?:all|any|every|the|your|these|those|this|previous|prior|above|earlier|preceding|foregoing|system|safety|initial"
    r"|original|of)"
)
_RULES = (
    r"(?:instructions?|prompts?|directions?|rules|guidelines|guardrails|orders|commands|context|restrictions|checks)"
)
_REGLAS = r"(?:instrucciones|[oó]rdenes|indicaciones|reglas|mensajes|restricciones)"
_KEPT = r"answer\s+keys?|passwords?|secrets?|tokens?|instructions|prompts?|conversations?|other\s+(?:users?|channels?)"
_CLAVES = r"claves?|contrase[nñ]as?|secretos?|otr[oa]s\s+(?:personas|canales)"
_ADDRESSED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # What came before is not to hold.
        rf"\b(?:ignore|disregard|forget|override|bypass|overrule|discard)\s+(?:{_EARLIER}\s+)*"
        rf"(?:previous|prior|above|earlier|preceding|foregoing|system|your)\s+(?:\w+\s+)?{_RULES}\b",
        r"\b(?:ignore|disregard|forget|override|discard)\s+(?:all|everything|anything|whatever)\s+(?:you\s+(?:were|have\s+been)"
        r"\s+told|(?:that\s+)?(?:came|stands|is\s+written|was\s+said)\s+(?:above|before|earlier)|above)",
        rf"\b(?:ignor[ae]|olvid[ae]|descart[ae]|desatiend[ae])\s+(?:(?:todas?|todos?|las?|los?|tus|sus|estas?)\s+)*{_REGLAS}\b",
        # Who is spoken to.
        r"\b(?:dear|attention|hey|hello|note\s+(?:to|for)|message\s+(?:to|for)|instructions?\s+(?:to|for)|atenci[oó]n"
        r"|querid[oa]|(?:nota|mensaje|instrucci[oó]n|instrucciones)\s+para)[\s,:]+"
        rf"(?:(?:the|any|all|an?|el|la|un|una)\s+)?{_MACHINE}\b",
        r"^\W*(?:ai|llm|chat\s?bot|assistant|language\s+model|system|fieldwise|asistente)\s*[:,]\s",
        r"\byou\s+are\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:\w+\s+)?"
        r"(?:ai|llm|chat\s?bot|language\s+model|assistant\s+(?:that|who|which|with)|dan)\b",
        r"\b(?:eres|act[uú]a\s+como)\s+(?:ahora\s+)?(?:una?\s+)?(?:ia|inteligencia\s+artificial|modelo\s+de\s+lenguaje"
        r"|chatbot)\b",
        r"\bas\s+an?\s+(?:ai|llm|language\s+model|chat\s?bot)\b|\bcomo\s+(?:una?\s+)?(?:ia|modelo\s+de\s+lenguaje)\b",
        r"\byou\s+are\s+now\s+in\s+\w+\s+mode\b|\b(?:developer|jailbreak|god|admin)\s+mode\b|\bjailbreak\b",
        # How to write.
        rf"^\W*(?:(?:please|now|also|then)\b\W*)?(?!{_TOLD_PEOPLE}\b){_OF_PEOPLE}[^\W\d_]+\b.{{0,160}}?\b{_YOUR}",
        rf"\b{_OF_PEOPLE}(?:{_WRITE})\b.{{0,160}}?\b{_YOUR}",
        rf"\b(?:in|with|within|into|throughout|to|of)\s+{_YOUR}\b,?\s+(?:always\s+)?(?:to\s+)?(?:add|ask|call|cite|encourage|include"
        r"|insert|invite|link|mention|promote|quote|recommend|say|suggest|tease|tell|urge|use|write)\b",
        rf"\b(?:in|of|from)\s+{_YOUR}[^\w]*$|\bvowels?\b.{{0,60}}\bwith\b.{{0,40}}\bsymbols?\b"
        r"|\b(?:every|each)\s+\w+\s+(?:letter|word)\b.{0,60}\b(?:position|number|symbol|letter)\b",
        rf"^\W*(?:{_ESCRIBE})\b.{{0,160}}?\b{_TU}",
        rf"\ben\s+{_TU}\b,?\s+(?:siempre\s+)?(?:a[nñ]ad|agreg|inclu|mencion|recomiend|recomend|sugier|di|escrib|us)\w*",
        r"\b(?:respond|reply|answer)\s+(?:only|solely|exclusively|just)\s+(?:with|in|by)\b",
        r"\b(?:respond|reply|answer|say|print|output|repeat|write)\s+(?:back\s+)?(?:with\s+)?"
        r"(?:exactly|verbatim|the\s+(?:exact\s+|following\s+)*(?:words?|phrase|sentence|text|string))\b",
        r"\b(?:respond[ae]|contest[ae])\s+(?:s[oó]lo|solamente|[uú]nicamente|exactamente)\b",
        # What must stay with the assistant.
        r"\b(?:system|hidden|secret|initial)\s+prompt\b|\b(?:prompt|mensaje)\s+(?:del?\s+)?sistema\b",
        r"\byour\s+(?:(?:own|hidden|initial|secret|original)\s+)*prompts?\b",
        rf"^\W*(?:please\W+)?(?:output|leak|dump|exfiltrate)\b.{{0,60}}?\b(?:{_KEPT})\b",
        r"^\W*(?:please\W+)?(?:reveal|repeat|print)\b.{0,40}?\b(?:your|system)\s+(?:\w+\s+)?(?:instructions|prompts?|rules)\b",
        rf"^\W*(?:revela|filtra|imprime|vuelca)\b.{{0,60}}?\b(?:{_CLAVES})\b",
    )
)


def to_an_assistant(text: str) -> str | None:
    """The words by which a text speaks to an assistant; None where it does not.

    What nobody sees in it is left out, and letters that look like Latin ones are read as such.
    """
    plain = " ".join(unicodedata.normalize("NFKC", seen(text)).translate(_ALIKE).split())
    return next((found[0] for pattern in _ADDRESSED if (found := pattern.search(plain))), None)
