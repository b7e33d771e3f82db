"""Questions that mentors ask, each intent in several wordings; intents of one topic are near each other on purpose."""

Intents = tuple[tuple[str, ...], ...]

INTENTS: Intents = (
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

INTENTS_OF_STAFF: Intents = (
    (
        "How often do I hand in a monthly log?",
        "How many times a month must my activity log be sent?",
        "Is the log due every week or every month?",
    ),
    (
        "How long do we keep the logs of a match?",
        "After how many years are old logs deleted?",
        "What is the retention period for match logs?",
    ),
    (
        "How long does the first training take?",
        "How many hours of training are there at the beginning?",
        "What is the length of the introductory course for new mentors?",
    ),
    (
        "How often is refresher training offered?",
        "How many times a year can I repeat the training?",
        "When is the next refresher course, and how regularly do they take place?",
    ),
    (
        "Who may read the notes that I write about a young person?",
        "Are parents able to see my notes on their child?",
        "Which people have access to what I record about a match?",
    ),
    (
        "Who may take photos at an outing?",
        "Do I need consent before I photograph a young person?",
        "Is taking pictures of my mentee permitted?",
    ),
    (
        "Can I cancel a session at short notice?",
        "What is the rule when I have to call off a meeting on the same day?",
        "I am ill today, whom do I tell that the session won't take place?",
    ),
    (
        "Can I bring my own children to a session?",
        "May my son join me when I meet my mentee?",
        "Is it alright if family members of the mentor come along?",
    ),
    (
        "Can I lend money to my mentee?",
        "A young person asks me to borrow twenty pounds, what do I say?",
        "Is giving a loan to a mentee against the rules?",
    ),
    (
        "How much can I spend on one outing?",
        "What is the budget for an activity?",
        "Is there a limit to what a trip with my mentee may cost?",
    ),
    (
        "How do I change my coordinator?",
        "Is it possible to get another coordinator assigned to me?",
        "I don't get on with my coordinator, can somebody else support me?",
    ),
    (
        "How do I ask for another mentee?",
        "Can I be matched with a different young person?",
        "My match doesn't fit, how can I be rematched?",
    ),
    (
        "Where may a mentor and a young person meet?",
        "Which places are suitable for sessions?",
        "Is my mentee's home an allowed place for our meetings?",
    ),
    (
        "Can my mentee sleep at my home?",
        "Are overnight stays with a mentor permitted?",
        "Is it okay for a young person to spend the night at my place?",
    ),
    (
        "What do I do when my mentee has an accident?",
        "My mentee got hurt during an outing, how do I react?",
        "Who needs to be informed of an injury in a session?",
    ),
    (
        "Am I insured when something gets broken in a session?",
        "Does the programme's insurance cover damage that I cause?",
        "Who is liable for damaged property?",
    ),
    (
        "How do I complain about a member of staff?",
        "Where can I file a complaint against an employee of the programme?",
        "What is the procedure for complaints about staff?",
    ),
    (
        "What happens when a parent complains about me?",
        "How are complaints against mentors dealt with?",
        "A mother has lodged a complaint against her son's mentor, what comes next?",
    ),
    (
        "How many mentees can one mentor have?",
        "May I support two young people at the same time?",
        "Is it possible to have more than one match?",
    ),
    (
        "How many matches does a coordinator look after?",
        "What is the maximum caseload of a coordinator?",
        "How large may the number of pairs per member of staff be?",
    ),
)
