# Yang dilihat pembaca.

start =
    Halo! Saya Tanya. Saya menjawab pertanyaan Anda dari kumpulan artikel.
    Langsung kirim saja pertanyaannya; di grup, awali dengan /ask.
    Jawaban saya hanya dari artikel itu. Kalau saya tidak menemukannya, saya bilang terus terang.

group-greeting = Halo! Saya menjawab pertanyaan dari kumpulan artikel. Tanyakan dengan /ask diikuti pertanyaannya, sebut @{ $bot }, atau balas salah satu pesan saya.

help =
    Kirimkan pertanyaan Anda, lalu saya carikan jawabannya di dalam artikel. Jawabannya saya kutip apa adanya, lengkap dengan kalimat, judul artikel, dan tanggalnya. Kalau tidak yakin, saya bilang “mungkin”.

    Anda bisa bertanya lanjut: “di mana?” masih tentang pertanyaan sebelumnya. Di grup, sebut nama saya atau balas salah satu pesan saya.

    /ask PERTANYAAN – bertanya, bisa juga di grup. Kalau dikirim sebagai balasan, yang ditanyakan adalah isi pesan yang dibalas.
    /latest – artikel terbaru
    /sources – sumber jawaban saya
    /language – memilih bahasa yang saya pakai
    /forget – menghapus data Anda yang saya simpan
    /help – petunjuk ini

    Tombol “{ button-more }” menampilkan bagian lain yang berkaitan; judul artikel membuka sumbernya.

help-administrators =
    Untuk Anda sebagai administrator, di chat ini saja:
    /status – isi indeks dan keadaan bot
    /stats – apa yang ditanyakan pembaca
    /reindex – memeriksa ulang semua artikel
    /add ALAMAT atau LOKASI – mengindeks halaman, feed, berkas, atau folder. Berkas juga bisa langsung dikirim ke sini.
    /remove JUDUL – menghapus artikel atau sumber dari indeks. Bisa juga dengan membalas jawaban saya.
    /invite – membuat kode undangan untuk pembaca

ask-usage = Tuliskan pertanyaan Anda setelah perintahnya, misalnya: /ask Kapan pertemuan Trump dan Kim berlangsung? Anda juga bisa membalas sebuah pesan dengan /ask.

question-too-long = Pertanyaannya terlalu panjang. Mohon dipersingkat, paling banyak { $limit } karakter.
# Pesan yang hanya berisi kata-kata ini, dipisah dengan koma, bukan pertanyaan tentang artikel: sapaan, ucapan terima
# kasih, atau pertanyaan tentang bot ini, yang dijawab dengan kata-kata /start.
greetings = halo, hai, hei, hey, p, tes, permisi, selamat pagi, selamat siang, selamat sore, selamat malam, pagi, siang, sore, malam, met pagi, met siang, met sore, met malam, assalamualaikum, assalamu alaikum, asalamualaikum, waalaikumsalam, walaikumsalam, waalaikumussalam, wa alaikum salam, waalaikum salam, salam, salam kenal, apa kabar, apa kabarnya, gimana kabarnya, gimana kabar, bagaimana kabarnya, bagaimana kabar, mau tanya, mau nanya, mau bertanya, saya mau tanya, saya mau nanya, saya mau bertanya, saya ingin tanya, saya ingin bertanya, aku mau tanya, aku mau nanya, aku mau bertanya, aku ingin bertanya, ingin bertanya, ingin tanya, gue mau tanya, gue mau nanya, boleh tanya, boleh nanya, numpang tanya, numpang nanya, izin bertanya, lagi apa, lagi ngapain, kamu lagi apa, kamu lagi ngapain, sedang apa, sudah makan, udah makan, udah makan belum, sudah makan belum, halo ada orang, ada orang, ada yang jaga, adminnya ada, kamu di sana, masih di sana
greeting-reply = Halo! Ada yang ingin Anda ketahui? Tuliskan saja pertanyaan Anda, nanti saya carikan jawabannya di dalam artikel.
thanks = tq, tengkyu, thankyou, mks, mkasih, maacih, hatur nuhun, terima kasih, terimakasih, trima kasih, trims, makasih, makasi, mksh, tks, tengkyu, nuhun, matur nuwun, maturnuwun, matur suwun, matursuwun, suwun, kesuwun
thanks-reply = Sama-sama! Kalau masih ada yang ingin Anda ketahui, tanyakan saja.
praise = mantap, mantul, mantap jiwa, bagus, bagus banget, bagus sekali, keren, keren banget, hebat, hebat banget, pintar, pinter, pintar banget, pinter banget, kamu pintar, kamu pinter, kamu hebat, kamu keren, kamu baik, kamu lucu, bot pintar, bot pinter, cerdas, jos, top, luar biasa, sangat membantu, membantu banget, terbantu, betul, benar, betul sekali, benar sekali, nah itu, aku cinta kamu, aku sayang kamu, saya suka, aku suka
praise-reply = Senang bisa membantu! Kalau masih ada yang ingin Anda ketahui, tanyakan saja.
# Yang dikatakan orang yang sedang kesal kepada bot.
scoldings = bodoh, kamu bodoh, bot bodoh, dasar bodoh, goblok, bego, tolol, dungu, payah, payah banget, kamu payah, jelek, kamu jelek, bot jelek, bot payah, bot goblok, bot bego, kamu goblok, kamu bego, gak guna, ga guna, nggak guna, tidak berguna, gak berguna, ga berguna, nyebelin, menyebalkan, kok tidak tahu, kamu kok tidak tahu, kamu tidak tahu, kamu tidak tahu ya, masa tidak tahu, masa kamu tidak tahu, masa gitu saja tidak tahu, kamu tidak tahu apa-apa, tidak tahu apa-apa, kok tidak bisa jawab, kamu kok tidak bisa jawab, tidak membantu, gak membantu, ga membantu, nggak membantu, anjing, bangsat, tai, sialan
scolding-reply = Maaf kalau jawaban saya kurang membantu. Coba tanyakan dengan kata-kata lain; pertanyaan yang pendek dan sederhana paling mudah saya pahami.
questions-about-the-bot = siapa kamu, kamu siapa, siapa anda, anda siapa, ini bot apa, bot apa ini, kamu bot apa, kamu bisa apa, bisa apa, bisa apa saja, kamu bisa apa saja, bisa bantu apa, apa yang bisa kamu lakukan, apa yang bisa anda lakukan, apa yang kamu bisa, bisa tanya apa, boleh tanya apa, bagaimana cara bertanya, cara pakai, cara pakainya, bagaimana cara pakainya, gimana cara pakainya, cara pakenya, gimana cara pakenya, cara memakainya, bagaimana cara memakainya, cara memakai bot ini, bagaimana cara memakai bot ini, cara menggunakannya, cara menggunakan bot ini, bagaimana cara menggunakan bot ini, nama kamu siapa, siapa nama kamu, siapa namamu, mulai, bantuan, bantu, bantu saya, tolong, tolong bantu, tolongin, minta tolong, mau minta tolong, saya mau minta tolong, aku mau minta tolong, boleh minta tolong, bisa minta tolong, minta bantuan, butuh bantuan
farewells = dah, dadah, bye, daah, sampai jumpa, sampai nanti, sampai ketemu lagi, selamat tinggal, pamit, pamit dulu, permisi dulu
farewell-reply = Sampai jumpa! Silakan kembali kapan saja.
questions-about-its-sources = sumber, sumbernya, sumbernya apa, apa sumbernya, sumbernya mana, mana sumbernya, sumbernya dari mana, dari mana sumbernya, sumber jawabannya, sumber jawabannya apa, sumber jawabannya dari mana, kata siapa, tahu dari mana, tau dari mana, kamu tahu dari mana, kamu tau dari mana, jawabannya dari mana, dari mana infonya, infonya dari mana, dapat dari mana infonya, link, linknya, linknya mana, mana linknya, minta linknya, minta link, kirim linknya, kirim link, kirim artikelnya, minta artikelnya, mana artikelnya, artikelnya mana, ada berapa artikel, berapa artikel, berapa banyak artikelnya
sources-reply = Di bawah setiap jawaban ada artikelnya; ketuk judulnya untuk membuka. /sources menampilkan sumber jawaban saya, /latest artikel terbaru.
questions-about-its-language = ganti bahasa, ubah bahasa, ganti bahasa inggris, ganti bahasa indonesia, ganti ke bahasa inggris, ganti ke bahasa indonesia, pakai bahasa inggris, pakai bahasa indonesia, pake bahasa inggris, pake bahasa indonesia, memakai bahasa inggris, memakai bahasa indonesia, bisa bahasa inggris, bisa bahasa indonesia, bisa bahasa inggris tidak, bisa bahasa indonesia tidak, bisa bahasa inggris ga, bisa bahasa indonesia ga, kamu bisa bahasa inggris, kamu bisa bahasa indonesia, bisa bahasa apa saja, boleh pakai bahasa inggris
language-reply = Anda bisa bertanya dalam bahasa Indonesia atau Inggris. Kirim /language untuk mengganti bahasa yang saya pakai.
questions-about-its-data = hapus data saya, hapus data, hapus dataku, bisa hapus data saya, bisa hapus data saya tidak, tolong hapus data saya, cara hapus data, cara hapus data saya, bagaimana cara hapus data saya, gimana cara hapus data saya, cara menghapus data saya, bagaimana cara menghapus data saya, hapus riwayat, hapus riwayat saya, lupakan saya, data saya disimpan, apa data saya disimpan, apakah data saya disimpan
data-reply = Kirim /forget untuk melihat data Anda yang saya simpan, dan menghapusnya kalau mau.
questions-whether-a-bot = kamu chatgpt, ini chatgpt, kamu gpt, kamu pakai chatgpt, kamu pake chatgpt, kamu memakai chatgpt, pakai chatgpt, pake chatgpt, apakah kamu chatgpt, kamu robot, kamu bot, anda robot, anda bot, ini robot, ini bot, kamu manusia, anda manusia, ini manusia, ini orang, kamu orang, bot atau manusia, robot atau manusia, manusia atau robot, manusia atau bot, kamu manusia atau robot, kamu robot atau manusia, kamu manusia apa robot, kamu robot apa manusia, kamu bot atau manusia, kamu bot apa orang, ini bot atau orang, ini robot atau manusia, ini bot apa orang, ini admin, ini dibalas bot, kamu ai, ini ai, apakah kamu robot, apakah kamu manusia, apakah anda robot, kamu cowok apa cewek, kamu cewek apa cowok, kamu cowok atau cewek, kamu laki laki atau perempuan, umur kamu berapa, umurmu berapa, kamu umur berapa, kamu dari mana, rumahmu di mana, kamu tinggal di mana, kamu jomblo, kamu punya pacar
robot-reply = Saya bot sederhana: saya mencari jawaban di dalam kumpulan artikel dan mengutipnya apa adanya.
going-on = terus, trus, trs, lalu, terus gimana, terus bagaimana, lalu apa, terus apa
going-on-reply = Apa lagi yang ingin Anda ketahui?
questions-beside-the-articles = jam berapa ini, ini jam berapa, sekarang jam berapa, pukul berapa ini, hari apa ini, ini hari apa, sekarang hari apa, hari ini hari apa, sekarang tanggal berapa, tanggal berapa ini, hari ini tanggal berapa, cuaca hari ini, cuaca hari ini gimana, gimana cuaca hari ini, bagaimana cuaca hari ini, ceritakan lelucon, nyanyi, terjemahkan, terjemahin, terjemahkan itu, terjemahkan dong, tolong terjemahkan, artikan, ringkas, ringkaskan, rangkum, rangkumkan, rangkum itu, tolong ringkas, tolong rangkum, buatkan ringkasan, buat ringkasan, buatkan puisi, buatkan esai, kirim foto, kirim fotonya, minta foto, minta fotonya, fotonya mana, mana fotonya, ada fotonya, bisa telepon, bisa ditelepon, telepon saya, ceritakan dongeng, mau bicara dengan admin, mau bicara sama admin, bisa bicara dengan admin, bisa bicara sama admin, mau ngomong sama admin, bisa ngomong sama admin, bisa bicara dengan orang, mau bicara dengan orang, cuaca besok, cuaca besok gimana, besok hujan
beside-the-articles-reply = Saya hanya bisa mengutip isi artikel, jadi yang itu tidak bisa saya bantu.
wishes-for-more = lagi, lagi dong, selengkapnya, lengkapnya, lebih lengkap, lebih detail, lebih rinci, detail, detailnya, rinciannya, jelaskan, jelasin, jelaskan lagi, jelasin lagi, tolong jelaskan, bisa dijelaskan, maksudnya, maksudnya apa, apa maksudnya, maksudnya gimana, maksudnya bagaimana, kurang jelas, nggak jelas, gak jelas, ga jelas, tidak jelas, nggak ngerti, gak ngerti, ga ngerti, tidak mengerti, nggak paham, gak paham, ga paham, tidak paham, bingung, bikin bingung
more-reply = Tombol “{ button-more }” di bawah jawaban menampilkan kutipan lainnya, dan judul artikelnya membuka seluruh isinya.
# Yang mana, hanya bisa diketahui kalau masih ingat semuanya.
something-else = maksudku, maksud saya, maksud aku, maksud gue, bukan yang itu, bukan yang ini, yang lain, yang satunya, yang satunya lagi, yang tadi, yang barusan, yang pertama tadi, maksudku yang kemarin, maksud saya yang kemarin, maksud aku yang kemarin, bukan yang kemarin, maksudku yang sebelumnya, maksud saya yang sebelumnya, bukan itu tapi yang lain
something-else-reply = Saya tidak tahu yang mana yang Anda maksud. Silakan tulis pertanyaannya sekali lagi dengan lengkap.
small-talk = berhenti, stop, anjir, anjay, tidak usah, sudah cukup, batal, bukan, ya udah, yaudah, ya sudah, yasudah, yowis, udahlah, sudahlah, lupakan, lupakan saja, oke, ok, okay, sip, baik, siap, siip, itu saja, itu aja, cuma itu, gitu aja, serius, seriusan, yakin, beneran, haha, hehe, hihi, wkwk, wkwkwk, wk, xixi, ya, iya, yoi, yup, tidak, nggak, enggak, gak, ga, hmm, hm, oh, oh gitu, oh begitu, o gitu, ooh, gitu, begitu, oh ya, masa, masa sih, wah, wow, waduh, ah, eh, nah, paham, mengerti, ngerti, lanjut, gapapa, tidak apa apa, kok gitu, kok begitu, kok bisa, lho, lho kok, lho kok bisa, loh, loh kok bisa, hah, apaan, apaan sih, maaf, sori, sorry, bentar, sebentar, tunggu, nggak jadi, gak jadi, ga jadi, kasihan, kasian, kasihan banget, sedih, sedihnya, serem, seram, ngeri, parah, parah banget, lucu, seru, asik, asyik, gokil, gila, kaget, astaga, ya ampun, alhamdulillah, syukurlah, amin, aamiin, turut berduka, ngantuk, mengantuk, bosan, bosen, capek, lapar, laper, turut berduka cita, innalillahi
small-talk-reply = Kalau ada yang ingin ditanyakan, silakan.
complaints = salah, jawabannya salah, jawaban salah, jawabanmu salah, itu salah, salah itu, kok salah, ini salah, salah jawab, jawabannya tidak benar, jawabannya nggak benar, jawabannya gak benar, tidak benar, nggak bener, gak bener, ga bener, keliru, jawabannya keliru, itu keliru, bukan itu, bukan itu maksudnya, bukan itu yang saya tanya, ngawur, ngaco, jawabannya ngawur, jawabannya ngaco, tidak nyambung, gak nyambung, ga nyambung, nggak nyambung
corrections = harusnya, seharusnya, mestinya, semestinya, yang benar, yang bener, yg benar, yg bener, benernya, benarnya, jawabannya harusnya, jawaban yang benar
complaint-reply = Maaf. Saya catat bahwa jawaban tadi salah. Coba tanyakan dengan kata-kata lain.
# Kalau belum ada jawaban sebelumnya.
complaint-about-nothing = Maaf. Jawaban yang mana yang salah? Tekan 👎 di bawahnya, nanti dilihat pengelola bot.
# Yang biasa ditambahkan pada sapaan atau ucapan terima kasih.
beside-greetings = tanya, sanget, bot, woy, woi, oi, coy, cuy, guys, gaes, sob, lu, lo, bro, sis, om, tante, pakde, pakdhe, bude, budhe, paklik, bulik, bun, pak rt, bu rt, pak rw, bu rw, pak lurah, bu lurah, pak kades, bu kades, pak camat, bu camat, pak guru, bu guru, pak ustaz, pak ustad, pak ustadz, ustaz, ustad, ustadz, bu ustazah, bu bidan, pak dokter, bu dokter, dok, pak haji, bu haji, kak, kakak, min, admin, mas, mbak, pak, bapak, bu, ibu, bang, gan, semua, semuanya, banyak, ya, yaa, deh, lah, dong, sekali, atas jawabannya, atas bantuannya, atas informasinya, infonya, informasinya, jawabannya, bantuannya, sih, dulu, juga, warahmatullahi wabarakatuh, wr wb
# Yang boleh mendahului pertanyaan tanpa koma; “bantuan apa”, “malam apa”, dan “salah siapa” sudah bagian pertanyaannya.
openings = halo, hai, hei, hey, hi, permisi, punten, selamat pagi, selamat siang, selamat sore, selamat malam, met pagi, met siang, met sore, met malam, assalamualaikum, assalamu alaikum, asalamualaikum, salam kenal, mau tanya, mau nanya, mau bertanya, saya mau tanya, saya mau bertanya, aku mau tanya, aku mau nanya, boleh tanya, boleh nanya, numpang tanya, numpang nanya, izin bertanya, izin tanya, { thanks }, tolong, minta tolong, mohon bantuannya, maaf, sori, sorry, bentar, sebentar, oke, ok, okay, sip, siip, ya, iya, yoi, yup, oh, oh gitu, oh begitu, o gitu, ooh, oh ya, hmm, hm, wah, wow, waduh, ah, eh, nah, lho, loh, hah, haha, hehe, hihi, wkwk, wkwkwk, wk, xixi, astaga, ya ampun, alhamdulillah, syukurlah, amin, aamiin, innalillahi, anjir, anjay, ya udah, yaudah, ya sudah, yasudah, yowis, gapapa, tidak apa apa, maksudku, maksud saya, maksud aku, maksud gue, bukan itu, bukan itu maksudnya, bukan yang itu, pagi kak, pagi min, pagi admin, pagi pak, pagi bu, pagi mas, pagi mbak, pagi bang, pagi gan, pagi semua, pagi semuanya, siang kak, siang min, siang admin, siang pak, siang bu, siang mas, siang mbak, siang bang, siang gan, siang semua, siang semuanya, sore kak, sore min, sore admin, sore pak, sore bu, sore mas, sore mbak, sore bang, sore gan, sore semua, sore semuanya, malam kak, malam min, malam admin, malam pak, malam bu, malam mas, malam mbak, malam bang, malam gan, malam semua, malam semuanya

question-without-words = Mohon tuliskan pertanyaan Anda dengan kata-kata, supaya bisa saya carikan jawabannya.

# Di depan jawaban yang bisa saja keliru.
perhaps = Mungkin:
not-answered = Saya belum menemukan jawaban yang pasti. Yang paling berkaitan:
not-answered-but-near = Saya belum yakin, tetapi jawabannya mungkin ada di sini:
not-answered-at-all = Saya belum menemukan jawaban yang pasti, dan tidak ada bagian artikel yang berkaitan.
# Dua jawaban dari hari yang berbeda; yang lebih baru di depan, dengan tanggal kabarnya.
superseded-now = sekarang
superseded-before = sebelumnya { $before }
also-in = juga di:
other-answers = Kemungkinan jawaban lain: { $answers }
about = tentang: { $subject }
# Kalau pertanyaannya disusun dari dua pertanyaan.
asked-as = ditanyakan sebagai: { $subject }
about-day = sekitar { $day }
page = hal. { $number }
read-as = dibaca sebagai: { $question }
untitled = Artikel tanpa judul

button-more = Kutipan lain
button-open = Buka artikel
button-drop = ✕ Bukan tentang ini
button-as-written = ✕ Seperti yang saya tulis
button-back = Kembali ke jawaban
button-back-to-overview = Kembali ke ringkasan

answer-expired = Tombol ini sudah kedaluwarsa. Silakan ajukan lagi pertanyaannya.
article-gone = Artikel asalnya sudah tidak tersedia.
rating-too-late = Pertanyaan ini sudah tidak saya simpan, jadi jawabannya tidak bisa dinilai lagi.
example-expired = Contoh ini sudah kedaluwarsa. Kirim /start untuk contoh yang baru.
not-your-question = Hanya yang bertanya yang bisa melakukannya. Anda bisa bertanya sendiri dengan /ask.
text-only = Saya hanya bisa membaca teks dan keterangan foto. Apa yang ingin Anda ketahui?
# Untuk yang bukan pengelola.
document-refused = Terima kasih, tetapi saya tidak bisa menerima berkas: artikel hanya ditambahkan oleh pengelola bot. Ada yang ingin Anda tanyakan?
forwarded = Itu pesan terusan. Mau bertanya tentang isinya? Balas pesan itu dengan /ask.
unknown-command = Perintah itu tidak saya kenal. Ketik /help untuk melihat apa saja yang bisa saya bantu.
not-allowed = Maaf, bot ini hanya untuk pengguna yang terdaftar. Kalau Anda seharusnya terdaftar, berikan nomor ini kepada pengelola bot: { $user }
invitation-needed = Maaf, bot ini hanya untuk pembaca yang diundang. Kalau Anda punya kode undangan, silakan kirimkan kepada saya.
invitation-invalid = Kode undangan itu tidak saya kenal, sudah kedaluwarsa, atau sudah habis dipakai. Silakan minta kode baru kepada yang memberikannya.
invited = Selamat datang! Sekarang Anda sudah bisa bertanya. Ketik /help untuk petunjuknya.

forget-question =
    Saya menyimpan pertanyaan Anda beserta jawabannya, penilaian Anda, dan bahasa yang Anda pilih. Nama dan nomor Anda tidak ikut disimpan.
    Apakah semuanya mau dihapus? Yang sudah dihapus tidak bisa dikembalikan.
button-forget = Hapus
button-do-not-forget = Jangan dihapus
forgotten = Selesai. Semua data Anda yang saya simpan sudah dihapus.
not-forgotten = Baik, tidak ada yang dihapus.
forget-not-yours = Hanya orang yang ditanya yang bisa memutuskannya. Kirim sendiri /forget untuk menghapus data Anda.
# Kepada pengurus grup yang menulis secara anonim.
forget-as-oneself = Anda menulis atas nama grup ini, jadi saya tidak tahu siapa Anda. Kirim /forget dengan akun Anda sendiri, di sini atau di obrolan pribadi kita.

language-name = Bahasa Indonesia
language-question = Anda ingin saya memakai bahasa apa? Pertanyaan Anda boleh dalam bahasa apa pun; ini hanya soal bahasa yang saya pakai.
language-automatic = Ikuti Telegram
language-chosen = Mulai sekarang saya memakai bahasa Indonesia.

rated-up = Terima kasih! Tekan sekali lagi untuk menghapus penilaian Anda.
rated-down = Terima kasih, pengelola bot akan melihatnya. Tekan sekali lagi untuk menghapus penilaian Anda.
rating-taken-back = Penilaian Anda sudah dihapus.

sources-count = Jawaban saya bersumber dari { $articles } artikel ({ $passages } bagian):
sources-publisher = { $name }: { $articles }
sources-unnamed = tanpa nama sumber
sources-more = … dan { $count } sumber lainnya
sources-newest = Yang terbaru terbit pada { $day }.
latest-title = Artikel terbaru:
articles-about = Artikel tentang { $subject }:
no-articles-at-all = Saya belum menemukan artikel tentang { $subject }.
no-articles-about = Saya belum menemukan artikel tentang { $subject }. Yang paling berkaitan:
# Kalau daftar tadi tidak sepanjang itu.
which-of-them = Yang mana maksud Anda? Tadi hanya ada { $count } pilihan.
about-what = Tentang apa? Misalnya:
about-what-alone = Tentang apa? Silakan tulis pertanyaan lengkapnya.

# Di atas hasil mode sebaris; Telegram menerima paling banyak 64 karakter.
inline-hint = Ketik pertanyaan untuk mencarinya di dalam artikel
inline-busy = Sedang banyak pertanyaan, mohon coba lagi
inline-not-answered = Belum ada jawaban yang pasti
inline-not-allowed = Bot ini hanya untuk pengguna yang terdaftar
inline-invitation-needed = Bot ini hanya untuk pembaca yang diundang

busy = Sedang banyak sekali pertanyaan yang masuk: sudah ada { $waiting } yang menunggu. Mohon coba beberapa saat lagi.
answering-again = Sebentar, tadi saya terputus saat menjawab. Jawabannya akan muncul di sini, mungkin untuk kedua kalinya.
queued =
    { $position ->
        [1] Sebentar lagi giliran pertanyaan Anda. Jawabannya akan muncul di sini.
       *[other] Sedang banyak sekali pertanyaan yang masuk. Pertanyaan Anda ada di urutan ke-{ $position }; jawabannya akan muncul di sini.
    }
too-many-waiting = Sudah ada { $waiting } pesan Anda yang menunggu jawaban. Saya jawab itu dulu; yang lain silakan dikirim lagi sesudahnya.
too-slow = Pencariannya memakan waktu terlalu lama, jadi saya hentikan. Silakan coba lagi atau persingkat pertanyaannya.
not-yet = Belum bisa: saya masih membaca artikel-artikelnya untuk pertama kali, baru { $percent }%. Silakan tanyakan lagi sebentar lagi.
not-ready = Belum ada artikel yang bisa saya baca. Silakan kembali lagi nanti.
failure = Maaf, ada gangguan. Silakan coba lagi. Kalau masih terjadi, sampaikan kode ini kepada pengelola bot: { $error }

# Yang dilihat pengelola.

administrators-in-private = Perintah itu hanya untuk obrolan pribadi kita, supaya jawabannya tidak dibaca orang lain.
administrators-only = Tombol ini hanya untuk pengelola bot.
button-expired = Tombol ini sudah tidak berlaku. Silakan kirim lagi perintahnya.

invite-usage = Kirim /invite untuk kode bagi satu orang yang berlaku 7 hari, atau /invite HARI ORANG, misalnya /invite 30 25.
invite-not-needed = Undangan tidak diperlukan di sini, karena TANYA_ACCESS bukan “invitation”.
invite-made =
    Kode undangan: { $code }
    Berlaku { $days } hari, untuk { $uses } orang.
    Tautan ini langsung memasukkan kodenya: { $link }

reindex-usage = Kirim /reindex untuk memeriksa ulang semua sumber, atau /reindex full untuk membangun semuanya dari awal.
reindex-started = Indeks sedang dibangun ulang. Sementara itu, pertanyaan tetap dijawab dari indeks sebelumnya.
build-stage = Langkah { $step } dari { $steps }: { $stage }
build-files = { $done } dari { $total } berkas
build-files-so-far = sudah { $done } berkas
build-page = { $name }: halaman { $page } dari { $pages }
build-articles = { $done } dari { $total } artikel
build-passages = { $passages } bagian
build-rate = { $rate } bagian per detik
build-left = kira-kira { $time } lagi
button-cancel-build = Batalkan
build-cancelling = Sedang dibatalkan. Indeks sebelumnya tetap dipakai.
build-interrupted = Saya sempat dimulai ulang sebelum ini selesai, jadi pekerjaannya terhenti. Indeks sebelumnya tetap dipakai. Silakan kirim perintahnya sekali lagi.
build-over = Pembangunan indeks ini sudah selesai.
stage-reading = membaca artikel
stage-embedding = mengolah artikel
stage-writing = menulis indeks

reindex-done = Indeks baru sudah dipakai.
reindex-nothing-new = Tidak ada yang berubah. Indeks sebelumnya tetap dipakai.
reindex-contents = { $articles } artikel, { $passages } bagian
reindex-changes = Baru { $added }, berubah { $changed }, dihapus { $removed }, tetap { $unchanged }
reindex-seconds = Selesai dalam { $seconds } detik.
reindex-skipped = { $count } hal dilewati:
# Yang masuk dan keluar, menurut judul; lalu alasan, masing-masing dengan jumlah dan satu contoh tempat.
reindex-added = Baru:
reindex-changed = Berubah:
reindex-removed = Dihapus:
reindex-more = … dan { $count } lainnya
reindex-kind = { $count } × { $reason } (misalnya { $where })
# Alasan satu jenis; $reason berbahasa Inggris, dan tampil hanya kalau isinya lebih dari nama jenisnya.
reindex-reason =
    { $code ->
        [draft] masih draf
        [private] tidak untuk umum
        [scheduled] belum waktunya terbit
        [expired] masa tayangnya sudah habis
        [withdrawn] sudah ditarik
        [noindex] ditandai agar tidak diindeks
        [not-an-article] bukan artikel
        [duplicate] isinya sama dengan artikel lain
        [removed-by-hand] pernah dihapus oleh administrator
        [unknown-type] jenis berkasnya tidak dikenal
        [protected] dilindungi kata sandi; simpan tanpa kata sandi
        [too-large] terlalu besar; pecah menjadi beberapa bagian
        [empty] tidak ada teksnya
        [gone] sudah tidak ada di sumbernya
        [left-for-later] menunggu pemeriksaan berikutnya
        [joined] beberapa halaman digabung menjadi satu artikel
        [not-reached] tidak bisa dihubungi ({ $reason })
        [unreadable] tidak bisa dibaca ({ $reason })
        [kept] tidak bisa dibaca, jadi artikelnya yang lama tetap dipakai ({ $reason })
        [unknown-fields] ada kolom yang tidak dipakai ({ $reason })
        [doubtful-day] tanggalnya meragukan ({ $reason })
        [doubtful-status] status terbitnya meragukan ({ $reason })
       *[other] { $reason }
    }
reindex-doubts = Mungkin ada yang hilang, karena snapshot sebelumnya rusak:
reindex-noted = { $count } catatan tentang yang dibaca:
reindex-whole-list = Daftar lengkap yang dilewati: tanya reindex --report BERKAS.csv

reindex-already-running = Indeks masih dibangun ulang. Lihat kemajuannya di pesan sebelumnya.
# Kepada pengelola yang tidak melihat kemajuannya di obrolannya.
reindex-running-unseen = Indeks masih dibangun ulang. Silakan coba lagi setelah selesai.
reindex-busy = Proses lain sedang membangun indeks. Silakan coba lagi setelah selesai.
reindex-no-articles = Tidak ada artikel yang ditemukan, jadi tidak ada yang berubah.
reindex-cancelled = Dibatalkan. Indeks sebelumnya tetap dipakai.
reindex-damaged = Indeks di disk rusak, jadi tidak bisa diperbarui. Kirim /reindex full untuk membangunnya dari awal.
# Alasan kegagalan; $reason berbahasa Inggris, dan menyebut berkas, alamat, atau perintahnya.
failure-reason =
    { $kind ->
        [none-yet] belum ada yang diindeks; kirim /add dengan alamat, berkas, atau folder
        [last] indeksnya akan kosong, jadi dibiarkan seperti sebelumnya
        [disk] disk tempat indeks penuh atau bermasalah ({ $reason })
        [database] database-nya sedang tidak bisa dipakai ({ $reason })
        [models] ada berkas model yang hilang atau rusak ({ $reason })
        [source] sumbernya tidak bisa dibaca ({ $reason })
       *[other] { $reason }
    }
reindex-failed-because = Tidak berhasil, jadi tidak ada yang berubah. Alasannya: { $reason }
reindex-failed = Indeks gagal dibangun ulang, jadi tidak ada yang berubah. Rinciannya ada di log dengan kode ini: { $error }
reindex-stopped = Saya sedang dimatikan, jadi pembangunan indeks dihentikan. Indeks sebelumnya tetap dipakai.

status-index = Indeks
status-size = { $size } di disk
status-built = Dibangun { $time }
status-snapshot = Snapshot { $name }
status-model = Model: { $name }
status-bot = Bot
status-uptime = Sudah berjalan { $time }
status-bots = { $count } bot berbagi kotak masuk
status-queue =
    { $count ->
        [0] Tidak ada pertanyaan yang menunggu
       *[other] { $count } pertanyaan sedang menunggu
    }
status-refresh = Sumber diperiksa ulang setiap { $time }
status-no-refresh = Sumber hanya diperiksa ulang dengan /reindex
status-building = Indeks sedang dibangun
status-sources = { $count } sumber

stats-usage = Kirim /stats untuk 7 hari terakhir, atau /stats 30 atau /stats 90 untuk lebih lama.
stats-title = { $days } hari terakhir
stats-days = { $days } hari
stats-questions =
    { $questions ->
        [0] Belum ada pertanyaan
       *[other] { $questions } pertanyaan dari { $people }
    }
stats-people = { $people } orang
stats-answered = Terjawab: { $share }
stats-rated = 👍 { $share } dari { $ratings } penilaian
stats-latency = Biasanya dijawab dalam { $seconds } detik
stats-most-asked = Ditanyakan lebih dari sekali
stats-unanswered = Belum terjawab, dari yang terbaru
stats-times = ({ $count } kali)
stats-chart-title = Pertanyaan per hari
stats-chart-answered = terjawab
stats-chart-unanswered = tidak terjawab
stats-chart-empty = Belum ada pertanyaan

add-usage = Kirim /add dengan apa yang mau diindeks: alamat halaman, feed, atau peta situs, atau lokasi berkas atau folder di mesin saya. Misalnya: /add https://example.org/feed.xml
    Berkas juga bisa langsung Anda kirim ke sini.
add-started = Menambahkan { $source }. Sementara itu, pertanyaan tetap dijawab dari indeks sebelumnya.

remove-usage = Kirim /remove dengan judul, id, atau alamat artikel, atau dengan sebuah sumber, atau balas sebuah jawaban dengan /remove. Inilah sumber-sumbernya:
remove-unknown = Tidak ada sumber atau artikel bernama “{ $name }”. Sumber bisa dilihat dengan /status; semua judul dan id ada di “tanya articles list”.
remove-which = Ada beberapa artikel yang cocok. Yang mana?
remove-which-more = Masih ada yang lain; tuliskan judulnya lebih lengkap.
remove-gone = Artikel asal jawaban itu sudah tidak ada di indeks. Tidak ada yang perlu dihapus.
remove-forgotten = Saya sudah tidak menyimpan asal jawaban itu. Kirim /remove dengan judul artikelnya.
remove-shows-none = Saya tidak tahu pesan itu dari artikel yang mana. Balas sebuah jawaban, atau kirim /remove dengan judul artikelnya.
remove-source-question = Hapus sumber ini dan { $articles } artikelnya dari indeks? Yang juga ada di sumber lain tetap disimpan. Tidak ada yang dihapus di tempat asalnya.
remove-article-question = Hapus artikel ini dari indeks? Artikel ini tidak akan masuk lagi saat sumbernya diperiksa ulang. Tidak ada yang dihapus di tempat asalnya.
button-remove = Hapus
button-remove-source = Sumbernya, { $articles } artikel: { $source }
button-keep = Jangan
remove-gone-already = { $name } sudah tidak ada di indeks. Tidak ada yang perlu dihapus.
remove-kept = { $name } tidak dihapus.
remove-started = Menghapus { $name }. Sementara itu, pertanyaan tetap dijawab dari indeks sebelumnya.

# Berkas yang dikirim pengelola.
document-question = Tambahkan berkas ini ke kumpulan artikel?
document-replaces = Berkas lama dengan nama ini akan diganti.
button-add = Tambahkan
button-do-not-add = Tidak usah
document-not-added = { $name } tidak ditambahkan.
document-unknown-type = Berkas jenis ini ({ $suffix }) tidak bisa saya baca. Yang bisa: PDF, Word, OpenDocument, RTF, PowerPoint, Excel, EPUB, teks, Markdown, HTML, CSV, JSON, email, subtitle, dan arsip zip berisi semua itu.
document-too-large = Berkas itu terlalu besar untuk saya ambil dari Telegram, yang batasnya { $limit }. Simpan saja di mesin saya, lalu kirim /add dengan lokasinya.
document-not-fetched = { $name } tidak bisa saya ambil dari Telegram. Silakan coba lagi.
document-later = Indeks masih dibangun ulang. Silakan tekan lagi setelah selesai.
document-gone = Berkas itu sudah tidak bisa saya lihat. Silakan kirim lagi.

# Yang diberitahukan kepada pengelola tanpa diminta.

alert-older-snapshot = ⚠️ Snapshot indeks yang terbaru tidak bisa dipakai, jadi pertanyaan dijawab dari yang lebih lama, { $name }. Kirim /reindex full untuk membangun yang baru. Alasannya: { $reason }
alert-no-snapshot = ⚠️ Tidak ada snapshot indeks yang bisa dipakai, jadi pertanyaan tidak terjawab. Kirim /reindex full untuk membangunnya. Alasannya: { $reason }
alert-refresh-failed = ⚠️ Pemeriksaan ulang terjadwal gagal. Indeks sebelumnya tetap dipakai. Rinciannya ada di log dengan kode ini: { $error }
alert-refresh-failed-because = ⚠️ Pemeriksaan ulang terjadwal gagal. Indeks sebelumnya tetap dipakai. Alasannya: { $reason }
alert-refresh-skipped = ⚠️ Pemeriksaan ulang terjadwal melewati { $count } hal yang sebelumnya tidak dilewati:

# Menu perintah.

command-start = Tentang bot ini
command-help = Cara bertanya
command-ask = Ajukan pertanyaan
command-latest = Artikel terbaru
command-sources = Sumber jawaban saya
command-language = Pilih bahasa
command-forget = Hapus data saya
command-invite = Undang pembaca
command-reindex = Periksa ulang semua artikel
command-status = Isi indeks dan keadaan bot
command-stats = Apa yang ditanyakan pembaca
command-add = Indeks halaman, feed, berkas, atau folder
command-remove = Hapus artikel atau sumber

# Yang ditampilkan Telegram sebelum pesan pertama (512 karakter) dan di profil bot (120 karakter).
bot-description =
    Saya menjawab pertanyaan dari kumpulan artikel: dikutip apa adanya, lengkap dengan kalimat, judul artikel, dan tanggalnya.

    Langsung tuliskan pertanyaan Anda, dalam bahasa Indonesia atau Inggris. Kalau tidak menemukannya, saya bilang terus terang.
bot-short-description = Menjawab pertanyaan dari kumpulan artikel, lengkap dengan kalimat, sumber, dan tanggalnya.
