# What readers see.

start =
    Hello! I am Tanya, and I answer questions from a collection of articles.
    Just send me your question; in a group, write /ask in front of it.
    I answer from those articles only. If they do not say, I tell you so.

group-greeting = Hello! I answer questions from a collection of articles. Ask me with /ask and your question, mention @{ $bot }, or reply to one of my messages.

help =
    Send me a question, and I look for the answer in the articles. I quote it word for word, with the sentence, the article and its date.

    You can go on from there: “and where?” is about the question before. In a group, mention me or reply to one of my messages.

    /ask QUESTION – ask, in groups too. Sent as a reply, it asks the message you reply to.
    /latest – the newest articles
    /sources – what I answer from
    /language – the language that I speak
    /forget – delete what I keep about you
    /help – this text

    “{ button-more }” shows the nearest passages, “{ button-open }” opens the source.

ask-usage = Please write your question after the command, for example: /ask When is the Trump–Kim summit? You can also reply to a message with /ask.

question-too-long = That question is too long for me. Please keep it to { $limit } characters.
# A message that holds nothing but these words, separated by commas, asks nothing of the articles: a greeting, thanks, or a
# question about the bot, which gets the words of /start.
greetings = hello, hello there, hi, hi there, hey, hey there, hiya, greetings, good morning, good afternoon, good evening, good day, good night, i have a question, may i ask a question, can i ask a question, test, testing, how are you
greeting-reply = Hello! What would you like to know? Just send me your question, and I look for the answer in the articles.
thanks = thanks, thank you, thank u, thx, ty, cheers, much appreciated, great, perfect, awesome
thanks-reply = You’re welcome! If there is more that you would like to know, just ask.
questions-about-the-bot = who are you, what are you, what is this bot, what can you do, what do you do, what can i ask, what can i ask you, what should i ask, how does this work, how do you work, how do i use this, how do i use this bot, can you help me, help me, please help, help, start, what is your name, what s your name, are you a bot
# What people add to a greeting or to thanks.
beside-greetings = tanya, bot, everyone, all, a lot, a bunch, very much, so much, again, for your help, for the help, for the answer

question-without-words = I need a question in words. Please write what you would like to know.

not-answered = The articles do not say. These passages come closest:
not-answered-at-all = The articles do not say, and nothing in them comes close.
also-in = also in:
other-answers = Other possible answers: { $answers }
about = about: { $subject }
about-day = about { $day }
page = p. { $number }
untitled = Untitled article

button-more = More passages
button-open = Open article
button-drop = ✕ Not about this
button-back = Back to the answer
button-back-to-overview = Back to the overview

list-expired = This list has expired. Please ask again.
not-your-question = Only the person who asked this question can change it.
text-only = I can only read text, including what is written under a photo. Please write your question to me.
forwarded = That message was forwarded, so I take it as something to read and not as a question. What would you like to know? If it is your question, reply to it with /ask.
unknown-command = I don’t know that command. /help tells you what I can do.
not-allowed = Sorry, this bot is open to listed users only. If you should be one of them, give its administrator your number: { $user }
invitation-needed = Sorry, this bot is open to invited readers only. If you have an invitation code, please send it to me.
invitation-invalid = I don’t know that invitation code, or it has expired or been used up. Please ask whoever gave it to you for a new one.
invited = Welcome! You may ask me now. /help tells you how.

forget-question =
    I keep your questions with their answers, your ratings and the language you chose. Your name and number are not stored with them.
    Shall I delete all of it? This cannot be undone.
button-forget = Delete
button-do-not-forget = Keep
forgotten = Done. I have deleted everything I kept about you.
not-forgotten = All right, nothing was deleted.
forget-not-yours = Only the person who was asked can decide that. Send /forget yourself to delete what I keep about you.

language-name = English
language-question = Which language shall I speak with you? Your questions may be in any language; this is about my own words.
language-automatic = As in Telegram
language-chosen = I speak English with you from now on.

rated-up = Thank you! Press again to take it back.
rated-down = Thank you, the administrator can see it. Press again to take it back.
rating-taken-back = Taken back.

sources-count =
    I answer from { $articles ->
        [one] { $articles } article
       *[other] { $articles } articles
    } ({ $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    }):
sources-publisher = { $name }: { $articles }
sources-unnamed = without a named source
sources-more = … and { $count } more
sources-newest = The newest is from { $day }.
latest-title = The newest articles:

# Above inline results; Telegram takes 64 characters at the most.
inline-hint = Type a question to search the articles
inline-busy = Too many questions right now, please try again
inline-not-answered = The articles do not say
inline-not-allowed = This bot is open to listed users only
inline-invitation-needed = This bot is open to invited readers only

busy = A great many questions are coming in right now: { $waiting } are waiting already. Please try again in a moment.
queued =
    { $position ->
        [one] Your question is next. The answer will appear right here.
       *[other] A great many questions are coming in right now. Yours is number { $position } in the queue; the answer will appear right here.
    }
too-many-waiting = { $waiting } of your messages are waiting for an answer already. I answer those first and leave out what comes on top of them.
too-slow = That took too long, so I stopped looking. Please try again, or ask more briefly.
not-yet = Not yet: I am still reading the articles for the first time, { $percent } % done. Please ask again in a little while.
not-ready = There are no articles for me to read yet. Please come back later.
failure = Sorry, something went wrong on my side. Please try again. If it keeps happening, give the administrator this code: { $error }

# What administrators see.

administrators-in-private = That command is for our private chat, where nobody else reads the answer.
administrators-only = Only administrators can use this button.
button-expired = This button no longer works. Please send the command again.

invite-usage = Send /invite for a code that lets one person in within 7 days, or /invite DAYS PEOPLE, for example /invite 30 25.
invite-not-needed = Invitations have no effect here: TANYA_ACCESS is not set to “invitation”.
invite-made =
    Invitation code: { $code }
    { $uses ->
        [one] Lets { $uses } person in,
       *[other] Lets { $uses } people in,
    } for { $days ->
        [one] { $days } day.
       *[other] { $days } days.
    }
    This link enters it: { $link }

reindex-usage = Send /reindex to go through the sources again, or /reindex full to build everything anew.
reindex-started = Rebuilding the index. Questions are answered from the previous one meanwhile.
build-stage = Step { $step } of { $steps }: { $stage }
build-files =
    { $total ->
        [one] { $done } of { $total } file
       *[other] { $done } of { $total } files
    }
build-files-so-far =
    { $done ->
        [one] { $done } file so far
       *[other] { $done } files so far
    }
build-articles =
    { $total ->
        [one] { $done } of { $total } article
       *[other] { $done } of { $total } articles
    }
build-passages =
    { $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    }
build-rate = { $rate } passages a second
build-left = about { $time } left
button-cancel-build = Cancel
build-cancelling = Cancelling. The previous index goes on being served.
build-over = This build is over already.
stage-reading = reading articles
stage-embedding = embedding articles
stage-writing = writing the index
stage-verifying = verifying the index

reindex-done = The new index is being served.
reindex-nothing-new = Nothing has changed. The previous index is still being served.
reindex-contents =
    { $articles ->
        [one] { $articles } article
       *[other] { $articles } articles
    }, { $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    }
reindex-changes = Added { $added }, changed { $changed }, removed { $removed }, unchanged { $unchanged }
reindex-seconds =
    { $seconds ->
        [one] It took { $seconds } second.
       *[other] It took { $seconds } seconds.
    }
reindex-skipped =
    { $count ->
        [one] { $count } item was left out:
       *[other] { $count } items were left out:
    }
reindex-skipped-more = … and { $count } more; the log lists them all.

reindex-already-running = The index is already being rebuilt. Its progress is in the earlier message.
reindex-busy = Another process is building the index right now. Please try again when it is done.
reindex-no-articles = No article was found or would be left, so the previous index stays as it was. The reason: { $reason }
reindex-cancelled = Cancelled. The previous index is still being served, as it was.
reindex-damaged = The index on the disk is damaged, so it cannot be added to. Send /reindex full to build it anew.
reindex-failed-because = That did not work, and the previous index is still being served, as it was. The reason: { $reason }
reindex-failed = The index could not be rebuilt. The previous one is still being served. The log has the details under this code: { $error }
reindex-stopped = The bot is shutting down, so I stopped. The previous index stays as it was.

status-index = The index
status-size = { $size } on the disk
status-built = Built { $time }
status-snapshot = Snapshot { $name }
status-model = Model: { $name }
status-bot = The bot
status-uptime = Up for { $time }
status-queue =
    { $count ->
        [0] No question is waiting
        [one] { $count } question is waiting
       *[other] { $count } questions are waiting
    }
status-refresh = Goes through the sources every { $time }
status-no-refresh = Goes through the sources on /reindex only
status-building = A build is running
status-sources =
    { $count ->
        [one] { $count } source
       *[other] { $count } sources
    }

stats-usage = Send /stats for the last 7 days, or /stats 30 or /stats 90 for more.
stats-title = The last { $days } days
stats-days = { $days } days
stats-questions =
    { $questions ->
        [0] No questions yet
        [one] { $questions } question from { $people }
       *[other] { $questions } questions from { $people }
    }
stats-people =
    { $people ->
        [one] { $people } person
       *[other] { $people } people
    }
stats-answered = Answered: { $share }
stats-rated =
    👍 { $share } of { $ratings ->
        [one] { $ratings } rating
       *[other] { $ratings } ratings
    }
stats-latency = Half were answered within { $seconds } s
stats-most-asked = Most asked
stats-unanswered = Not answered by the articles
stats-times = ({ $count } times)
stats-chart-title = Questions per day
stats-chart-answered = answered
stats-chart-unanswered = not answered
stats-chart-empty = No questions yet

add-usage = Send /add with what to index: the address of a page, a feed or a sitemap, or the path of a file or folder on my machine. For example: /add https://example.org/feed.xml
add-started = Adding { $source }. Questions are answered from the previous index meanwhile.

remove-usage = Send /remove with the id of an article or with a source. These are the sources:
remove-unknown = I know neither a source nor an article called { $name }. /status lists the sources; the ids of articles are in “tanya articles list”.
remove-source-question =
    { $articles ->
        [one] Shall I remove this source with its { $articles } article from the index? What is also in another source stays. Nothing is deleted where it comes from.
       *[other] Shall I remove this source with its { $articles } articles from the index? What is also in another source stays. Nothing is deleted where it comes from.
    }
remove-article-question = Shall I remove this article from the index? It will not come back when its source is checked again. Nothing is deleted where it comes from.
button-remove = Remove
button-keep = Keep
remove-kept = { $name } stays.
remove-started = Removing { $name }. Questions are answered from the previous index meanwhile.

# What administrators are told unasked.

alert-older-snapshot = ⚠️ The newest snapshot of the index cannot be served, so questions are answered from an older one, { $name }. Send /reindex full to build a new one. The reason: { $reason }
alert-no-snapshot = ⚠️ No snapshot of the index can be served, so questions are not answered. Send /reindex full to build one. The reason: { $reason }
alert-refresh-failed = ⚠️ The scheduled refresh of the index failed. The previous index is still being served. The log has the details under this code: { $error }
alert-refresh-failed-because = ⚠️ The scheduled refresh of the index failed. The previous index is still being served. The reason: { $reason }
alert-refresh-skipped =
    { $count ->
        [one] ⚠️ The scheduled refresh of the index left out something that it did not leave out before:
       *[other] ⚠️ The scheduled refresh of the index left out { $count } things that it did not leave out before:
    }

# The command menu.

command-start = What this bot is
command-help = How to ask
command-ask = Ask a question
command-latest = The newest articles
command-sources = What I answer from
command-language = Choose my language
command-forget = Delete what I keep about you
command-invite = Invite readers
command-reindex = Go through the articles again
command-status = What is served, and how the bot is doing
command-stats = What readers ask
command-add = Index a page, a feed, a file or a folder
command-remove = Remove an article or a source

# What Telegram shows before the first message (512 characters), and in the bot’s profile (120).
bot-description =
    I answer questions from a collection of articles: in their own words, with the sentence, the article and its date.

    Just write your question, in English or Indonesian. If the articles do not say, I tell you so.
bot-short-description = Answers questions from a collection of articles, with the sentence, the source and the date.
