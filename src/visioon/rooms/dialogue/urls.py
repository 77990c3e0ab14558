from django.urls import path

from visioon.rooms.dialogue.views import mine, say, statements, take_part, vote, work

app_name = "dialogue"
urlpatterns = [
    path("take-part/", take_part.activities, name="activities"),
    path("say/", say.say, name="say"),
    path("say/done/<int:number>/", say.done, name="done"),
    path("say/<slug:activity>/", say.say, name="say"),
    path("voices/", take_part.voices, name="voices"),
    path("voices/<int:number>/", take_part.voice, name="voice"),
    path("voices/<int:number>/support/", take_part.support, name="support"),
    path("voices/<int:number>/supported/", take_part.supported, name="supported"),
    path("vote/", vote.vote, name="vote"),
    path("vote/<int:number>/", vote.vote_on, name="vote"),
    path("my-voice/", mine.my_voice, name="my_voice"),
    path("my-voice/link/", mine.new_link, name="new_link"),
    path("my-voice/claim/<str:secret>/", mine.claim, name="claim"),
    path("work/dialogue/", work.work, name="work"),
    path("work/voices/", work.queue, name="queue"),
    path("work/voices/enter/", work.enter, name="enter"),
    path("work/voices/<int:number>/moderate/", work.moderate, name="moderate"),
    path("work/voices/<int:number>/erase/", work.erase, name="erase"),
    path("work/answers/", work.answers, name="answers"),
    path("work/answers/<int:number>/", work.answer, name="answer"),
    path("work/statements/", statements.statements, name="statements"),
    path("work/statements/new/", statements.new_statement, name="new_statement"),
    path("work/statements/<int:number>/", statements.statement, name="statement"),
    path("work/statements/<int:number>/state/", statements.statement_state, name="statement_state"),
]
