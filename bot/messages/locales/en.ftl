# What readers see.

start =
    Hello! I’m Tanya, and I answer questions from a collection of articles.
    Just send me your question; in a group, put /ask in front of it.
    I answer from those articles only. If the answer isn’t there, I’ll say so.

group-greeting = Hello! I answer questions from a collection of articles. Ask me with /ask and your question, mention @{ $bot }, or reply to one of my messages.

help =
    Send me a question and I’ll look for the answer in the articles. I quote it word for word, with the sentence, the article and its date. When I’m not sure, I say “perhaps”.

    You can go on from there: “and where?” picks up your last question. In a group, mention me or reply to one of my messages.

    /ask QUESTION – ask, in groups too. As a reply, it asks the message you’re replying to.
    /latest – the newest articles
    /sources – where my answers come from
    /language – the language I speak
    /forget – delete what I keep about you
    /help – this text

    “{ button-more }” shows other passages that come close; the title of an article opens it.

help-administrators =
    For you as an administrator, in this chat only:
    /status – what is indexed, and how the bot is doing
    /stats – what readers ask
    /reindex – go through all articles again
    /add ADDRESS or PATH – index a page, feed, file or folder. You can also send me a file here.
    /remove TITLE – take an article or a source out of the index. As a reply to one of my answers, it means that article.
    /invite – make a code that lets readers in

ask-usage = Please write your question after the command, for example: /ask When is the Trump–Kim summit? You can also reply to a message with /ask.

question-too-long = That question is too long for me. Please keep it under { $limit } characters.
# A message that holds nothing but these words, separated by commas, asks nothing of the articles: a greeting, thanks, or a
# question about the bot, which gets the words of /start.
greetings = hello, hello there, hi, hi there, hey, hey there, hiya, greetings, good morning, good afternoon, good evening, good day, i have a question, quick question, i have a quick question, may i ask a question, can i ask a question, test, testing, how are you, how are you doing, how are you today, how r you, what s up, whats up, sup, what are you doing, wyd, are you there, you there, u there, r u there, anyone there, anybody there, is anyone there, is anybody there, gd morning, gd afternoon, gd evening, gd day
greeting-reply = Hello! What would you like to know? Just send me your question, and I’ll look for the answer in the articles.
thanks = tq, thankyou, thnx, tysm, thanks, thank you, thank u, thx, ty, cheers, much appreciated, tyvm, tqvm, ta, ta very much, many thanks, noted with thanks, noted with many thanks
thanks-reply = You’re welcome! If there’s anything else you’d like to know, just ask.
praise = great, perfect, awesome, amazing, excellent, brilliant, nice one, good, very good, good job, good bot, nice bot, well done, cool, so cool, helpful, very helpful, that was helpful, that helped, you re great, you are great, you re smart, you are smart, so smart, smart bot, i love you, love you, love it, i like you, correct, that s right, that is right, that s correct, exactly
praise-reply = Glad I could help! If there’s anything else you’d like to know, just ask.
# What people say to a bot that they are cross with.
scoldings = you don t know, you dont know, you don t know anything, you know nothing, how come you don t know, why don t you know, you can t answer anything, stupid, you re stupid, you are stupid, stupid bot, dumb, dumb bot, you re dumb, you are dumb, bad bot, useless, useless bot, you re useless, you are useless, you suck, this sucks, idiot, fuck you, fuck off, shut up, i hate you, not helpful, that was not helpful, that didn t help, that doesn t help, that did not help, that does not help
scolding-reply = Sorry I couldn’t help. Try asking me in other words; short and simple questions work best.
questions-about-the-bot = who are you, who made you, who built you, what are you, what is this bot, what can you do, what do you do, what can i ask, what can i ask you, what should i ask, how does this work, how do you work, how do i use this, how do i use this bot, can you help me, help me, please help, help, start, what is your name, what s your name
farewells = bye, bye bye, goodbye, see you, see ya, see you later, cya, later, ttyl, take care, have a nice day, good night, gtg, g2g, got to go, gotta go, i have to go, brb, be right back, gd night, gd nite, good nite, ta ta, cheerio
farewell-reply = Bye! Come back any time.
questions-about-its-sources = source, sources, what s your source, what is your source, what are your sources, what s the source, what is the source, where is that from, where s that from, where did you get that, where did you get this, where do you get your answers, where do your answers come from, where does that come from, link, link please, give me the link, send me the link, send the link, send me the article, how many articles do you have
sources-reply = Under each answer you’ll find its article; tap the title to open it. /sources shows where my answers come from, /latest the newest articles.
questions-about-its-language = speak english, speak indonesian, speak bahasa, can you speak english, can you speak indonesian, do you speak english, do you speak indonesian, english please, in english, in english please, in indonesian, in indonesian please, change language, change the language, switch to english, switch to indonesian, which languages do you speak, what languages do you speak, can i ask in english, can i ask in indonesian
language-reply = You can ask me in English or Indonesian. /language changes the language I speak.
questions-about-its-data = delete my data, delete my history, how do i delete my data, how can i delete my data, can you delete my data, please delete my data, forget me, what do you know about me, what do you store about me, do you store my data, do you save my data
data-reply = /forget shows what I keep about you, and deletes it if you like.
questions-whether-a-bot = are you chatgpt, are you chat gpt, is this chatgpt, is this chat gpt, are you gpt, are you an llm, is this ai, are you ai, are you using chatgpt, do you use chatgpt, are you a bot, are you a robot, are you human, are you a human, are you real, are you an ai, is this a bot, bot or human, human or bot, are you a human or a bot, are you human or a bot, are you a bot or a human, are you a real person, is this a real person, am i talking to a bot, am i talking to a person, am i talking to a human, are you a person, are you a man or a woman, are you a boy or a girl, are you male or female, how old are you, where are you from, where do you live, are you single, do you have feelings
robot-reply = I’m a bot, and a simple one: I look for answers in a collection of articles and quote them word for word.
going-on = so, and, then, and then, so what, go on, what else, anything else
going-on-reply = What else would you like to know?
questions-beside-the-articles = what time is it, what time is it now, what s the time, what day is it, what day is it today, what s the date, what is the date today, what s the date today, how s the weather, what s the weather, what is the weather, what s the weather like, tell me a joke, sing a song, translate, translate it, translate that, translate this, translate it please, can you translate that, can you translate it, summarize, summarise, summarize it, summarise it, summarize that, summarise that, summarize this, sum it up, tl dr, tldr, write me a poem, write an essay, send a photo, send me a photo, send me a picture, show me a photo, show me a picture, can you call me, call me, can i call you, tell me a story, can i talk to a person, can i talk to a human, can i talk to someone, can i speak to a person, can i speak to a human, can i speak to someone, i want to talk to a person, i want to talk to a human, talk to a human, what s the weather tomorrow, whats the weather tomorrow, will it rain tomorrow
beside-the-articles-reply = I can only quote what’s in my articles, so I can’t help you with that.
wishes-for-more = more, more please, tell me more, more details, details, in detail, explain, explain it, explain that, explain please, can you explain, can you explain that, what do you mean, what does that mean, what does it mean, i don t understand, i don t get it, i dont understand, i dont get it, not clear, any details, elaborate, pardon, pardon me, beg your pardon, i beg your pardon, come again, say that again
more-reply = “{ button-more }” under an answer shows more passages, and its title opens the whole article.
# Which one, only somebody who remembers could tell.
something-else = i mean, i meant, not that, not that one, not this one, no not that one, the other one, the other, another one, the next one, next one, the one yesterday, the one i asked before, something else, wrong one, i mean something else
something-else-reply = I can’t tell which one you mean. Please ask me the whole question.
small-talk = stop, cancel, forget it, leave it, nvm, nm, ok, okay, ok google, is that all, that s all, that is all, seriously, are you sure, haha, hahaha, hehe, lol, lmao, ha, yes, yeah, yep, yup, no, nope, hmm, hm, mm, oh, ah, i see, oh i see, got it, right, okay then, alright, never mind, nevermind, really, wow, interesting, sure, huh, k, sorry, my bad, wait, one moment, oh no, omg, oh my god, oh wow, whoa, sad, so sad, i m bored, i m tired, bored, sleepy, that s sad, poor them, poor thing, scary, crazy, funny, that s funny, good to know, nice to know, i know, me too, i think so, noted, duly noted, well noted, okie, okie dokie, okey, okey dokey, oki, roger, roger that, can, ok can, fair enough, no worries, no problem, np
small-talk-reply = I’m here if there’s something you’d like to know.
complaints = that s wrong, thats wrong, that is wrong, this is wrong, wrong, wrong answer, the answer is wrong, your answer is wrong, that s not right, thats not right, that is not right, not right, that s incorrect, that is incorrect, incorrect, you re wrong, you are wrong, your wrong, not true, that s not true, that s not what i asked, not what i asked
corrections = it should be, should be, it should have been, should have been, the right answer is, the correct answer is, right answer is, correct answer is
complaint-reply = Sorry about that. I’ve noted that the answer was wrong. Try asking me in other words.
# Where there was no answer before.
complaint-about-nothing = Sorry. Which answer is wrong? Press 👎 under it, and the administrator will see it.
# What people add to a greeting or to thanks.
beside-greetings = tanya, bot, bro, sis, dude, man, mate, guys, sir, everyone, all, a lot, a bunch, very much, so much, again, for your help, for the help, for the answer, lah, leh, lor
# What may stand in front of a question without a comma; “sources which …” asks already.
openings = hello, hello there, hi, hi there, hey, hey there, hiya, greetings, good morning, good afternoon, good evening, good day, i have a question, quick question, i have a quick question, may i ask a question, can i ask a question, { thanks }, gd morning, gd afternoon, gd evening, gd day, noted, okie, please, pls, excuse me, sorry, my bad, wait, one moment, ok, okay, okay then, alright, yes, yeah, yep, yup, no, nope, hmm, hm, mm, oh, ah, i see, oh i see, got it, right, never mind, nevermind, nvm, forget it, haha, hahaha, hehe, lol, lmao, wow, oh wow, whoa, oh no, omg, oh my god, sure, great, perfect, awesome, amazing, excellent, brilliant, nice one, cool, so cool, well done, i mean, i meant, not that, not that one, no not that one, that s wrong, thats wrong, that is wrong, that s not what i asked

question-without-words = I need a question in words. What would you like to know?

# In front of an answer that may be wrong.
perhaps = Perhaps:
not-answered = I couldn’t find a clear answer. This comes closest:
not-answered-but-near = I’m not sure, but the answer may be in here:
not-answered-at-all = I couldn’t find a clear answer, and nothing in the articles comes close.
# Two answers of different days: the newer one stands between these, with the day of its article.
superseded-now = now
superseded-before = before that { $before }
also-in = also in:
other-answers = Other possible answers: { $answers }
about = about: { $subject }
# Where the whole question was put together from two.
asked-as = asked as: { $subject }
about-day = about { $day }
page = p. { $number }
read-as = read as: { $question }
untitled = Untitled article

button-more = Other quotes
button-open = Open article
button-drop = ✕ Not about this
button-as-written = ✕ As I wrote it
button-back = Back to the answer
button-back-to-overview = Back to the overview

answer-expired = This button has expired. Please ask again.
article-gone = The article this came from is no longer available.
rating-too-late = I no longer keep this question, so its answer can’t be rated.
example-expired = This example has expired. Send /start for new ones.
not-your-question = Only the person who asked can do that. You can ask me yourself with /ask.
text-only = I can only read text and captions. What would you like to know?
# To somebody who is no administrator.
document-refused = Thanks, but I can’t take files: only the administrator of this bot adds articles. What would you like to know?
forwarded = That’s a forwarded message. Would you like to ask about it? Reply to that message with /ask.
unknown-command = I don’t know that command. See /help for what I can do.
not-allowed = Sorry, this bot is for listed users only. If you should be one of them, give its administrator your number: { $user }
invitation-needed = Sorry, this bot is for invited readers only. If you have an invitation code, please send it to me.
invitation-invalid = That invitation code is unknown, expired or used up. Please ask whoever gave it to you for a new one.
invited = Welcome! You can ask me now. /help tells you how.

forget-question =
    I keep your questions with their answers, your ratings and the language you chose. Your name and number aren’t stored with them.
    Shall I delete all of it? This can’t be undone.
button-forget = Delete
button-do-not-forget = Keep
forgotten = Done. I’ve deleted everything I kept about you.
not-forgotten = All right, I haven’t deleted anything.
forget-not-yours = That’s for the person I asked to decide. Send /forget yourself to delete what I keep about you.
# To an anonymous administrator of a group.
forget-as-oneself = You’re writing in this group’s name, so I can’t tell who you are. Please send /forget as yourself, here or in our private chat.

language-name = English
language-question = Which language shall I speak? You can ask in any language; this is only about my own words.
language-automatic = As in Telegram
language-chosen = From now on I’ll speak English.

rated-up = Thank you! Press again to remove your rating.
rated-down = Thank you, the administrator will see it. Press again to remove your rating.
rating-taken-back = Rating removed.

sources-count =
    My answers come from { $articles ->
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
articles-about = Articles about “{ $subject }”:
no-articles-at-all = I couldn’t find any articles about “{ $subject }”.
no-articles-about = I couldn’t find any articles about “{ $subject }”. This comes closest:
# Where the list was not that long.
which-of-them =
    { $count ->
        [one] Which one do you mean? There was only one to choose from.
       *[other] Which one do you mean? There were only { $count } to choose from.
    }
about-what = About what? For example:
about-what-alone = About what? Please ask a whole question.

# Above inline results; Telegram takes 64 characters at the most.
inline-hint = Type a question to search the articles
inline-busy = Busy right now, please try again
inline-not-answered = No clear answer found
inline-not-allowed = This bot is for listed users only
inline-invitation-needed = This bot is for invited readers only

busy =
    { $waiting ->
        [one] I’m getting a lot of questions right now: one is already waiting. Please try again in a moment.
       *[other] I’m getting a lot of questions right now: { $waiting } are already waiting. Please try again in a moment.
    }
answering-again = One moment, I was interrupted while answering. The answer will appear right here, perhaps for the second time.
queued =
    { $position ->
        [one] Your question is next. The answer will appear right here.
       *[other] I’m getting a lot of questions right now. Yours is number { $position } in the queue; the answer will appear right here.
    }
too-many-waiting =
    { $waiting ->
        [one] One of your messages is already waiting for an answer. I’ll answer that first; please send me anything else afterwards.
       *[other] { $waiting } of your messages are already waiting for an answer. I’ll answer those first; please send me anything else afterwards.
    }
too-slow = That took too long, so I stopped looking. Please try again, or make your question shorter.
not-yet = Not yet: I’m still reading the articles for the first time, { $percent }% done. Please ask again in a little while.
not-ready = There are no articles for me to read yet. Please come back later.
failure = Sorry, something went wrong. Please try again. If it keeps happening, give the administrator this code: { $error }

# What administrators see.

administrators-in-private = Please send that command in our private chat, where nobody else can read the answer.
administrators-only = Only administrators can use this button.
button-expired = This button no longer works. Please send the command again.

invite-usage = Send /invite for a code that lets one person in within 7 days, or /invite DAYS PEOPLE, for example /invite 30 25.
invite-not-needed = Invitations aren’t needed here: TANYA_ACCESS isn’t set to “invitation”.
invite-made =
    Invitation code: { $code }
    { $uses ->
        [one] Lets { $uses } person in,
       *[other] Lets { $uses } people in,
    } for { $days ->
        [one] { $days } day.
       *[other] { $days } days.
    }
    This link enters the code: { $link }

reindex-usage = Send /reindex to check the sources again, or /reindex full to rebuild everything from scratch.
reindex-started = Rebuilding the index. Meanwhile I keep answering from the previous one.
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
build-page = { $name }: page { $page } of { $pages }
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
build-cancelling = Cancelling. The previous index stays live.
build-interrupted = I was restarted before this was done, so it didn’t finish. The previous index stays live. Please send the command again.
build-over = This build is already over.
stage-reading = reading articles
stage-embedding = embedding articles
stage-writing = writing the index

reindex-done = The new index is live.
reindex-nothing-new = Nothing has changed. The previous index stays live.
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
        [one] { $count } item was skipped:
       *[other] { $count } items were skipped:
    }
# What came and went, by title; then reasons, each with how often it is so, and where for example.
reindex-added = New:
reindex-changed = Changed:
reindex-removed = Removed:
reindex-more = … and { $count } more
reindex-kind = { $count } × { $reason } (for example { $where })
# Why, as the index says it in English; $code is the reason's kind.
reindex-reason =
    { $code ->
       *[other] { $reason }
    }
reindex-doubts = Something may be missing, because an earlier snapshot was damaged:
reindex-noted =
    { $count ->
        [one] { $count } note on what was read:
       *[other] { $count } notes on what was read:
    }
reindex-whole-list = The whole list of what was skipped: tanya reindex --report FILE.csv

reindex-already-running = The index is already being rebuilt. Its progress is in the earlier message.
# To an administrator in whose chat the build is not shown.
reindex-running-unseen = The index is already being rebuilt. Please try again when it’s done.
reindex-busy = Another process is building the index right now. Please try again when it’s done.
reindex-no-articles = No articles found, so nothing changed.
reindex-cancelled = Cancelled. The previous index stays live, as it was.
reindex-damaged = The index on disk is damaged and can’t be added to. Send /reindex full to rebuild it.
failure-reason =
    { $kind ->
        [none-yet] nothing has been indexed yet; send /add with an address, a file or a folder
       *[other] { $reason }
    }
reindex-failed-because = That didn’t work, so nothing changed. Reason: { $reason }
reindex-failed = The index couldn’t be rebuilt, so nothing changed. The log has the details under this code: { $error }
reindex-stopped = I’m being shut down, so I stopped. The previous index stays as it was.

status-index = The index
status-size = { $size } on disk
status-built = Built { $time }
status-snapshot = Snapshot { $name }
status-model = Model: { $name }
status-bot = The bot
status-uptime = Up for { $time }
status-bots = { $count } bots share the inbox
status-queue =
    { $count ->
        [0] No question is waiting
        [one] { $count } question is waiting
       *[other] { $count } questions are waiting
    }
status-refresh = Checks the sources every { $time }
status-no-refresh = Checks the sources only on /reindex
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
stats-latency = Median answer time: { $seconds } s
stats-most-asked = Asked more than once
stats-unanswered = Unanswered, newest first
stats-times = ({ $count } times)
stats-chart-title = Questions per day
stats-chart-answered = answered
stats-chart-unanswered = not answered
stats-chart-empty = No questions yet

add-usage = Send /add with what to index: the address of a page, feed or sitemap, or the path of a file or folder on my machine. For example: /add https://example.org/feed.xml
    You can also simply send me a file.
add-started = Adding { $source }. Meanwhile I keep answering from the previous index.

remove-usage = Send /remove with a title, an article’s id or address, or a source, or reply to an answer with /remove. These are the sources:
remove-unknown = There’s no source or article called “{ $name }”. /status lists the sources; “tanya articles list” has all titles and ids.
remove-which = Several articles fit. Which one?
remove-which-more = There are more; add a few words of the title to narrow it down.
remove-gone = The article that answer came from is no longer in the index. There’s nothing to remove.
remove-forgotten = I no longer know which article that came from. Please send /remove with the article’s title.
remove-shows-none = I can’t tell which article that message is about. Please reply to an answer, or send /remove with the article’s title.
remove-source-question =
    { $articles ->
        [one] Remove this source and its { $articles } article from the index? Anything that is also in another source stays. The originals aren’t touched.
       *[other] Remove this source and its { $articles } articles from the index? Anything that is also in another source stays. The originals aren’t touched.
    }
remove-article-question = Remove this article from the index? It won’t come back when its source is checked again. The original isn’t touched.
button-remove = Remove
button-remove-source =
    { $articles ->
        [one] Its source, { $articles } article: { $source }
       *[other] Its source, { $articles } articles: { $source }
    }
button-keep = Keep
remove-gone-already = { $name } is no longer in the index. There’s nothing to remove.
remove-kept = { $name } stays.
remove-started = Removing { $name }. Meanwhile I keep answering from the previous index.

# A file that an administrator sends.
document-question = Add this file to the articles?
document-replaces = It replaces the earlier file of this name.
button-add = Add
button-do-not-add = Don’t add
document-not-added = { $name } wasn’t added.
document-unknown-type = I can’t read files of this type ({ $suffix }). I can read PDF, Word, OpenDocument, RTF, PowerPoint, Excel, EPUB, text, Markdown, HTML, CSV, JSON, mail, subtitles, and zip archives of these.
document-too-large = That file is too large for me to fetch from Telegram, which stops at { $limit }. Please put it on my machine and send /add with its path.
document-not-fetched = I couldn’t fetch { $name } from Telegram. Please try again.
document-later = The index is being rebuilt. Please press again when it’s done.
document-gone = I can’t see that file any more. Please send it again.

# What administrators are told unasked.

alert-older-snapshot = ⚠️ The newest snapshot of the index can’t be used, so I’m answering from an older one, { $name }. Send /reindex full to build a new one. Reason: { $reason }
alert-no-snapshot = ⚠️ No snapshot of the index can be used, so I can’t answer questions. Send /reindex full to build one. Reason: { $reason }
alert-refresh-failed = ⚠️ The scheduled refresh failed, so the previous index stays live. The log has the details under this code: { $error }
alert-refresh-failed-because = ⚠️ The scheduled refresh failed, so the previous index stays live. Reason: { $reason }
alert-refresh-skipped =
    { $count ->
        [one] ⚠️ The scheduled refresh skipped something new:
       *[other] ⚠️ The scheduled refresh skipped { $count } new things:
    }

# The command menu.

command-start = What this bot is
command-help = How to ask
command-ask = Ask a question
command-latest = The newest articles
command-sources = Where my answers come from
command-language = Choose my language
command-forget = Delete what I keep about you
command-invite = Invite readers
command-reindex = Check the sources again
command-status = The index, and how the bot is doing
command-stats = What readers ask
command-add = Index a page, a feed, a file or a folder
command-remove = Remove an article or a source

# What Telegram shows before the first message (512 characters), and in the bot’s profile (120).
bot-description =
    I answer questions from a collection of articles: in their own words, with the sentence, the article and its date.

    Just write your question, in English or Indonesian. If the answer isn’t there, I’ll say so.
bot-short-description = Answers questions from a collection of articles, with the sentence, the source and the date.
