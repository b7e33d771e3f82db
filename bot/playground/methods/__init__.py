"""The Web API: one module for each family of methods, one table of all."""

from bot.playground.methods import account, assistant, chat, conversations, files, reactions, streaming, users, views
from bot.playground.methods.method import Method

METHODS: dict[str, Method] = {
    **account.METHODS,
    **assistant.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **reactions.METHODS,
    **streaming.METHODS,
    **users.METHODS,
    **views.METHODS,
}
