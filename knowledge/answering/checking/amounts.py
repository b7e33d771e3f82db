"""Numbers in words and units of measure, in English and in Spanish. Values only."""

from fractions import Fraction

from knowledge.answering.checking.words import listed

Unit = tuple[str, Fraction]

_SMALL = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_CERO = listed(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete"
    " dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete"
    " veintiocho veintinueve"
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_DIEZ = listed("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_CIENTOS = listed(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)

# Each word without accents.
CARDINALS = (
    {word: value for value, word in enumerate(_SMALL)}
    | {word: value for value, word in enumerate(_CERO) if word != "once"}
    | {word: 10 * tens for tens, word in enumerate(_TENS, start=2)}
    | {word: 10 * tens for tens, word in enumerate(_DIEZ, start=2)}
    | {word: 100 * hundreds for hundreds, word in enumerate(_CIENTOS, start=1)}
    | {word.replace("os", "as"): 100 * n for n, word in enumerate(_CIENTOS[1:], start=2)}
    | {"cien": 100, "dozen": 12, "docena": 12, "veintiun": 21, "veintiuna": 21}
)
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "mil": 1_000,
    "million": 10**6,
    "millions": 10**6,
    "millon": 10**6,
    "millones": 10**6,
    "billion": 10**9,
    "k": 1_000,
    "bn": 10**9,
}
# In English it says how often, or when; in Spanish it is eleven.
ONCE = "once"
ARTICLES = frozenset({"a", "an", "un", "una"})
_FIRST = listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
_PRIMERO = listed("primer segund tercer cuart quint sext septim octav noven decim")
ORDINALS = (
    {word: n for n, word in enumerate(_FIRST, start=1)}
    | {f"{word}{ending}": n for n, word in enumerate(_PRIMERO, start=1) for ending in ("o", "a", "os", "as")}
    | {"primer": 1, "tercer": 3}
)
FRACTIONS = {
    "half": Fraction(1, 2),
    "halves": Fraction(1, 2),
    "medio": Fraction(1, 2),
    "media": Fraction(1, 2),
    "mitad": Fraction(1, 2),
    "thirds": Fraction(1, 3),
    "tercio": Fraction(1, 3),
    "tercios": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "quarters": Fraction(1, 4),
    "cuartos": Fraction(1, 4),
}
TIMES = {"twice": 2, "thrice": 3}
# So many times as much, where what follows tells of what.
MULTIPLES = {"double": 2, "doble": 2, "triple": 3}

_UNITS: dict[Unit, str] = {
    ("second", Fraction(1)): "seconds sec secs segundos",
    ("second", Fraction(60)): "minute minutes min mins minuto minutos",
    ("second", Fraction(3600)): "hour hours hr hrs h hora horas",
    ("day", Fraction(1)): "day days dia dias",
    ("day", Fraction(7)): "week weeks wk wks semana semanas",
    ("day", Fraction(14)): "fortnight fortnights quincena quincenas",
    ("month", Fraction(1)): "month months mo mes meses",
    ("month", Fraction(3)): "trimestre trimestres",
    ("month", Fraction(12)): "year years yr yrs year-old years-old ano anos",
    ("month", Fraction(120)): "decade decades decada decadas",
    ("month", Fraction(1200)): "century centuries siglo siglos",
    ("metre", Fraction(1, 1000)): "mm millimetre millimetres millimeter millimeters milimetro milimetros",
    ("metre", Fraction(1, 100)): "cm centimetre centimetres centimeter centimeters centimetro centimetros",
    ("metre", Fraction(1)): "m metre metres meter meters metro metros",
    ("metre", Fraction(1000)): "km kilometre kilometres kilometer kilometers kilometro kilometros",
    ("inch", Fraction(1)): "inch inches pulgada pulgadas",
    ("inch", Fraction(12)): "foot feet ft pie pies",
    ("inch", Fraction(36)): "yard yards yarda yardas",
    ("mile", Fraction(1)): "mile miles milla millas",
    ("gram", Fraction(1, 1000)): "mg milligram milligrams miligramo miligramos",
    ("gram", Fraction(1)): "g gram grams gramo gramos",
    ("gram", Fraction(1000)): "kg kilo kilos kilogram kilograms kilogramo kilogramos",
    ("pound", Fraction(1)): "pound pounds lb lbs libra libras gbp £",
    ("ounce", Fraction(1)): "ounce ounces oz onza onzas",
    ("litre", Fraction(1, 1000)): "ml millilitre millilitres milliliter milliliters mililitro mililitros",
    ("litre", Fraction(1)): "l litre litres liter liters litro litros",
    ("degree", Fraction(1)): "degree degrees grado grados °",
    ("celsius", Fraction(1)): "celsius °c",
    ("fahrenheit", Fraction(1)): "fahrenheit °f",
    ("byte", Fraction(1000)): "kb",
    ("byte", Fraction(10**6)): "mb megabyte megabytes",
    ("byte", Fraction(10**9)): "gb gigabyte gigabytes",
    ("byte", Fraction(10**12)): "tb terabyte terabytes",
    ("part", Fraction(1, 100)): "% percent pct",
    ("dollar", Fraction(1)): "$ us$ usd dollar dollars dolar dolares",
    ("cent", Fraction(1)): "cent cents centavo centavos",
    ("euro", Fraction(1)): "€ eur euro euros",
    ("peso", Fraction(1)): "peso pesos mxn",
    ("yen", Fraction(1)): "¥ yen jpy",
    ("time", Fraction(1)): "time times x vez veces",
}
# Each word of a unit, without accents: what it measures, and how much of it.
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}
# Before a number of years that is not called one.
AGED = frozenset(listed("age aged ages edad edades"))
# How often, in one word.
FREQUENCIES = {
    word: (UNITS[unit][0], UNITS[unit][1] * times)
    for unit, times, words in (
        ("hour", 1, "hourly"),
        ("day", 1, "daily nightly diario diaria diarios diarias diariamente"),
        ("week", 1, "weekly semanal semanales semanalmente"),
        ("week", 2, "fortnightly biweekly quincenal quincenales quincenalmente"),
        ("month", 1, "monthly mensual mensuales mensualmente"),
        ("month", 2, "bimonthly bimestral bimestrales"),
        ("month", 3, "quarterly trimestral trimestrales trimestralmente"),
        ("month", 6, "semiannual semiannually semestral semestrales semestralmente"),
        ("year", 1, "yearly annual annually anual anuales anualmente"),
    )
    for word in words.split()
}
# What is counted, where it does not matter how it is called.
ANYTHING = frozenset(
    listed(
        "people person persons things thing items item steps step points point parts part ways way reasons kinds types"
        " areas personas cosas pasos puntos partes formas maneras razones tipos areas"
    )
)
# Stems of what is done: so many of them are so many times. "One a month" is one, too.
EVENTS = frozenset(
    listed(
        "contact call meet meeting visit session convers check check-in month week year"
        " contacto llamada reunion visita sesion conversacion mes semana ano"
    )
)
