"""All articles, each read in the other language where its own is missing."""

from __future__ import annotations

from bot.conversation.language import Language
from bot.understanding.knowledge import Article, KnowledgeBase

PAL = Article(id="pal", language=Language.ENGLISH, title="What is PAL?")
PAL_SV = Article(id="pal", language=Language.SWEDISH, title="Vad är PAL?")
GDAP = Article(id="gdap", language=Language.ENGLISH, title="What is GDAP?")


def test_an_article_is_found_in_its_language_else_in_the_other() -> None:
    knowledge = KnowledgeBase((PAL, PAL_SV, GDAP))
    assert knowledge.article("pal", Language.SWEDISH) is PAL_SV
    assert knowledge.article("gdap", Language.SWEDISH) is GDAP
    assert knowledge.article("cpor", Language.SWEDISH) is None


def test_all_articles_are_counted_and_listed() -> None:
    knowledge = KnowledgeBase((PAL, PAL_SV, GDAP))
    assert len(knowledge) == 3
    assert list(knowledge) == [PAL, PAL_SV, GDAP]
