"""Questions that mentors ask, each intent in several wordings; intents of one topic are near each other on purpose."""

INTENTS: tuple[tuple[str, ...], ...] = (
    (
        "How often should I meet my mentee?",
        "How many times a month do mentors and mentees see each other?",
        "What is the right frequency for meetings with a mentee?",
    ),
    (
        "How long should a meeting with my mentee last?",
        "How many minutes should I plan for one mentoring meeting?",
        "What is a good length for a session with a mentee?",
    ),
    (
        "What do I do if my mentee does not show up?",
        "My mentee missed our meeting, what now?",
        "How do I handle a no-show by a mentee?",
    ),
    (
        "Can I drive my mentee in my own car?",
        "Am I allowed to give my mentee a ride in my car?",
        "Is it okay to take a mentee home in my own vehicle?",
    ),
    (
        "Can I give my mentee a gift?",
        "Are mentors allowed to give presents to mentees?",
        "Is it fine to buy something for my mentee's birthday?",
    ),
    (
        "Can I accept a gift from my mentee's family?",
        "The parents of my mentee want to give me a present, may I take it?",
        "Are mentors allowed to receive gifts from a family?",
    ),
    (
        "How do I report suspected child abuse?",
        "What do I do when I suspect that a child is abused?",
        "Whom do I tell when I think that my mentee is being abused?",
    ),
    (
        "What do I do if my mentee talks about suicide?",
        "My mentee said she wants to kill herself, how do I react?",
        "How should a mentor respond to suicidal remarks?",
    ),
    (
        "How do I end a match well?",
        "What is a good way to close a mentoring relationship?",
        "How should I say goodbye to my mentee when the match ends?",
    ),
    (
        "How do I become a mentor?",
        "What are the steps to sign up as a mentor?",
        "How can somebody apply for the role of a mentor?",
    ),
    (
        "How long does a background check take?",
        "How many days until the background check is done?",
        "When will I hear the result of my background check?",
    ),
    (
        "Who pays for the background check?",
        "Does the programme cover the cost of the background check?",
        "Do mentors have to pay for their own background check?",
    ),
    (
        "Can I contact my mentee on social media?",
        "Is it allowed to follow my mentee on Instagram?",
        "May mentors be friends with mentees on social networks?",
    ),
    (
        "Can I text my mentee?",
        "Am I allowed to send text messages to my mentee?",
        "Is texting with a mentee okay?",
    ),
    (
        "How do I talk to the parents of my mentee?",
        "What is the best way to communicate with the family of a mentee?",
        "How should mentors speak with parents?",
    ),
    (
        "What activities can I do with my mentee?",
        "What are good ideas for things to do together with a mentee?",
        "Give me ideas for mentoring activities.",
    ),
    (
        "Can I get my expenses back?",
        "How are the expenses of mentors reimbursed?",
        "Who refunds what I spend on activities?",
    ),
    (
        "How do I write a check-in note?",
        "What belongs into the notes of a check-in?",
        "What should I write down after a check-in with a match?",
    ),
    (
        "How old must a mentor be?",
        "What is the minimum age of mentors?",
        "From what age can somebody be a mentor?",
    ),
    (
        "How old must a mentee be?",
        "From what age can children take part as mentees?",
        "What is the minimum age of a mentee?",
    ),
)
