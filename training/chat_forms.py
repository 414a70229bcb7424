"""How words are typed in chats, Indonesian and English: the table that `training.typing_noise` draws from.

Written for training alone. The bot has its own table of spellings to undo; this one stays apart from it, so that what is
measured with one says something about the other.
"""

from __future__ import annotations

Forms = dict[str, tuple[str, ...]]


def _table(lines: str) -> Forms:
    """Read lines of "word: form form"; "_" in a form is a space, "-" alone leaves the word out."""
    table: Forms = {}
    for line in lines.strip().splitlines():
        word, _, forms = line.partition(":")
        table[word.strip()] = tuple("" if each == "-" else each.replace("_", " ") for each in forms.split())
    return table


INDONESIAN = _table("""
kapan: kpn kpan kapn kapan_sih kapan_ya kpn_sih kapankah pas_kapan
kapankah: kpn kapan kpan kapan_ya
siapa: sapa sp siapa_sih spa syp siapa_ya siapakah
siapakah: siapa sapa sp siapa_sih spa
berapa: brp brapa brpa berapa_sih brp_ya bp berapaan
berapakah: brp brapa berapa brp_sih
mana: mn mana_sih mna mana_ya
apa: ap apa_sih apaan pa apa_ya
apakah: apa apkh apa_ apkah apa_bener
kenapa: knp knapa napa kenapa_sih kok knp_ya npa
mengapa: knp knapa kenapa napa mngapa kok knp_sih
bagaimana: gmn gimana bgmn gmana gimana_sih gmn_sih bgaimana gmna
bagaimanakah: gmn gimana bgmn
yang: yg yng yag
untuk: utk utk buat bwt tuk untk buat
dengan: dgn sama dg dngn ama
dan: dn & n dan
dari: dr dri dari
di: d di
ke: k ke
pada: pd di pda
dalam: dlm di dalem dlm
kepada: ke kpd sama
tahun: thn taun th thun
tanggal: tgl tggl tnggl tgl.
bulan: bln bulan bulen
hari: hr hri ari
minggu: mgg minggu mg
jam: jm jam pkl
pukul: jam pkl jm
tidak: gak ga ngga nggak gk tdk tak enggak g kagak
bukan: bkn bukan bkan
belum: blm blum belom
sudah: udah dah sdh udh uda
telah: udah sdh - udh tlh
akan: bakal mau akn bakalan
sedang: lagi sdg lg
masih: msh masi msih
juga: jg jga juga
saja: aja sj doang aj
hanya: cuma cuman hny
bisa: bs bsa isa
dapat: bisa dpt bs dapet
boleh: blh bole boleh
harus: hrs kudu mesti harus
mau: mo mw mau
ingin: pengen pgn pingin
ada: ad ada_gak ada
adalah: adlh itu adl tuh
merupakan: adalah itu mrupakan
itu: tu tuh itu
ini: ni nih ini
tersebut: tsb itu tsbt
saya: sy gw gue aku sya
kami: kmi kita
mereka: mrk mreka
dia: dy dia doi
nya: nya ny
orang: org orng orang2
banyak: bnyk bnyak byk
jumlah: jml jmlh jumlh
harga: hrg harganya hrga
biaya: biayanya bea biaya
nama: nm nama nma
namanya: namanya nmnya
tempat: tmpt tmpat tpt
alamat: almt alamatnya almat
jalan: jln jl jalan
kota: kota kta
daerah: drh daerah
desa: ds desa
kecamatan: kec kec. kecamtan
kabupaten: kab kab. kabupten
provinsi: prov prop propinsi
kelurahan: kel kel. kelurahn
nomor: no nmr nomer
telepon: telp tlp telpon
sekolah: skolah sklh sekolah
rumah: rmh rumah
sakit: skt sakit
puskesmas: pkm puskesmas
kantor: kntr kantor
pertandingan: match tanding pertandingn
pemain: pmain pemaen
pemenang: pemenangnya pmenang yg_menang
menang: mnang menang
kalah: klh kalah
juara: juaranya juara
skor: skornya score sekor
peserta: psrta peserta
presiden: pres presidn prsiden
menteri: mentri mntri
gubernur: gub gubernr
bupati: bpati bupati
ketua: ktua ketua
kepala: kpl kepala kpala
anggota: anggta anggota
pemerintah: pemrintah pmerintah
perusahaan: prusahaan perush pt
negara: ngara negara
indonesia: indo indonesia ina
jakarta: jkt jakarta
bandung: bdg bandung
surabaya: sby surabaya
yogyakarta: jogja yogya jogjakarta
semarang: smg semarang
pertama: prtama pertma
terakhir: trakhir terahir akhir
kedua: ke2 kedua
ketiga: ke3 ketiga
besar: bsr gede besar
terbesar: terbesar paling_gede tbesar
kecil: kcl kecil
tinggi: tggi tinggi
terletak: letaknya ada trletak
berada: ada brada berada
letak: letaknya ltk
dibuka: buka dbuka dibuka
ditutup: tutup dtutup
buka: bka buka
tutup: ttp tutup
mulai: mulainya mulai ml
dimulai: mulai dimulai mulainya
selesai: kelar slesai beres
berakhir: selesai brakhir abis
berlangsung: brlangsung jalan berlangsung
digelar: diadain digelar gelar
diadakan: diadain digelar diadakn
dilaksanakan: diadain dilaksanain
terjadi: kejadian trjadi terjdi
ditemukan: ditemuin dtemukan ketemu
didirikan: berdiri dibikin didiriin
dibangun: dibikin dibangun dbangun
dibuat: dibikin dbuat
dibutuhkan: butuh dbutuhkan perlu
digunakan: dipake dipakai dgunakan
menggunakan: pake pakai mggunakan
memakai: pake pakai
menjadi: jd jadi mjd
mendapat: dapet dpt
mendapatkan: dapet dpt
membeli: beli bli
membuat: bikin buat mbuat
memiliki: punya pny milikin
mempunyai: punya pny
mengatakan: bilang ngomong
berkata: bilang blg
disebut: dsebut namanya disebut
dikenal: dikenal dknl
bernama: namanya brnama
lahir: lair lahir
dilahirkan: lahir dilahirin
meninggal: meninggal wafat mati
menikah: nikah merit
tinggal: tggl tinggal
bekerja: kerja krj
berasal: asal asalnya brasal
datang: dtg dateng
pergi: prg pergi
pindah: pndah pindah
pulang: plg pulang
melihat: liat lihat
lihat: liat lht
tahu: tau tw
memberikan: kasih ngasih
memberi: ngasih kasih
sekarang: skrg skrng skarang
kemarin: kmrn kmaren kemaren
besok: bsk besok
nanti: ntar nnti
hingga: sampe smp hgg
sampai: sampe smp sampek
sejak: sjak dari sejak
selama: slama selama
setelah: abis stlh habis
sebelum: sblm sebelom
ketika: pas waktu wkt
saat: pas wkt waktu
waktu: wkt waktu
karena: krn karna gara2 soalnya
sebab: sbb gara2
tentang: ttg soal ttng
antara: antr antara
setiap: tiap stiap tiap2
semua: smua semua
beberapa: bbrp beberapa bbrapa
lebih: lbh lebih
kurang: krg kurang
paling: plg paling
sangat: bgt sgt bngt
sekali: bgt skali
seperti: kayak kyk sprti
atau: ato ataw atau
tetapi: tp tapi
jika: kalo kl klo
kalau: kalo klo kl
bahwa: klo kalau bhw
oleh: sama olh ama
para: - para
terhadap: ke thd
sebagai: sbg jd sebagai
secara: scr secara
apabila: kalo klo
sehingga: smp jd
anak: ank anak
laki-laki: cowok laki2 co
perempuan: cewek cwe prempuan
bapak: bpk pak
ibu: bu ibu
teman: temen tmn
masyarakat: warga masy
kegiatan: kgiatan acara kegiatn
acara: acaranya acr
pendaftaran: daftarnya pndaftaran pendftaran
persyaratan: syaratnya syarat
syarat: syaratnya sarat
jadwal: jadwalnya jdwl jadual
tiket: tiketnya tkt
gratis: free gratis
bayar: byr bayar
uang: duit uang
ribu: rb ribu
juta: jt juta
rupiah: rp perak
kilogram: kg kilo
kilometer: km kilo
meter: m meter
penduduk: pdduk penduduk
bahasa: bhs bahasa
agama: agama agma
makanan: makanan mkanan
bahan: bhn bahan
resep: resepnya rsp
film: pilm film
lagu: lgu lagu
buku: bku buku
penulis: pnulis yg_nulis
pencipta: yg_nyiptain pencipta
pendiri: yg_diriin pendirinya
pemimpin: pimpinan pmimpin
perang: prang perang
dunia: dnia dunia
sejarah: sjrah sejarah
nasional: nas nasional
internasional: inter internasional
universitas: univ unv
partai: parpol partai
kendaraan: kndaraan kendaraan
mobil: mbl mobil
sepeda: spd sepeda
kereta: kreta krta
pesawat: psawat pswt
bandara: bndara bandara
stasiun: stsiun stasiun
pelabuhan: plabuhan pelabuhn
kapal: kpl kapal
korban: krban korban
banjir: bnjir banjir
gempa: gmpa gempa
polisi: plisi polisi
dokter: dr doktr
pasien: psien pasien
obat: obt obat
kelas: kls kelas
guru: gru guru
siswa: sswa murid
murid: mrid murid
nilai: nlai nilai
ujian: ujian ujan
lulus: lls lulus
kerja: krj kerja
gaji: gji gajinya
umur: umurnya umr
usia: umur usianya usia
usianya: umurnya umur
berusia: umurnya umur
berumur: umurnya umr
tinggi: tingginya tggi
luas: luasnya luas
panjang: pjg panjangnya
lama: lm lama lamanya
jauh: jauhnya jauh
bagian: bgian bagian
jenis: jns jenis macem
macam: macem mcm
warna: wrna warna
alasan: alesan alasannya
tujuan: tujuannya tjuan
hasil: hsl hasilnya
penyebab: penyebabnya pnyebab
akibat: gara2 akibatnya
cara: caranya cr
isi: isinya isi
arti: artinya arti
maksud: maksudnya mksd
""")

ENGLISH = _table("""
what: wat wht wut what
what's: whats wats wat
when: wen whn when
where: wher were where
who: hu who
whose: whos whose
which: wich whch
why: y wy why
how: hw how
are: r are
you: u ya
your: ur yr
you're: ur youre
is: s is
was: wuz was
were: wer were
did: did_ did
does: dose does duz
do: do d
the: da th teh the -
a: - a
an: - a
to: 2 to
too: 2 to
for: 4 fr
of: of o
and: n & nd
with: w/ wit wth
without: w/o widout
at: @ at
before: b4 befor
after: aftr after
between: btwn betwen
because: cuz bc coz bcs
about: abt bout
that: dat tht
this: dis ths
their: thier there
there: ther their
they: they dey
people: ppl peeple peopl
person: persn guy
please: pls plz
know: kno no
many: meny many
much: mch much
year: yr yer
years: yrs yers
month: mnth mth
months: mnths months
day: day dy
days: dys days
week: wk week
weeks: wks weeks
hour: hr hour
hours: hrs hours
minutes: mins min
time: tm time
date: dt date
today: 2day tday
tomorrow: tmrw tmr tomorow
yesterday: yday yest
night: nite nght
tonight: 2nite tonite
morning: mornin am
evening: evenin eve
opened: opend open
open: opn open
close: cls close
closed: closd shut
start: strt start
started: startd began
begin: start bgin
began: start began
end: nd end
happen: hapen happen
happened: happend hapened
located: located locatd at
name: nm name
called: calld called
number: no num nr
population: pop population
government: govt goverment gov
president: pres prez presdent
minister: minster min
university: uni univ
company: co compny
country: cntry country
international: intl internatonal
national: natl national
information: info informaton
introduced: introducd introduced
received: recieved got
receive: get recieve
believe: beleive belive
achieve: acheive achieve
different: diff diferent
important: imp importnt
approximately: approx about
definition: def definiton
temperature: temp temprature
maximum: max maximun
minimum: min minimun
average: avg avrage
percent: % pct
percentage: % pct
million: mil m
thousand: k thousand
billion: bn bil
dollars: $ bucks
pounds: quid lbs
cost: cost cst
price: prc price
ticket: tix tickt
tickets: tix tickts
school: skool schl
hospital: hosp hospitl
street: st str
road: rd road
building: bldg buildng
station: stn staton
airport: airprt airport
restaurant: resto restaraunt
favorite: fav favourite
great: gr8 great
won: won wn
win: win wn
winner: winer winner
beat: beat bt
lost: lst lost
team: tm team
player: plyr playr
players: plyrs players
game: gm game
goals: gls goals
scored: scord scored
football: footy footbal
champion: champ champion
championship: champs champonship
against: vs agst
versus: vs v
born: brn born
died: dyed died
death: deth death
married: maried marryd
wife: wif wife
husband: hubby husbnd
children: kids childs
child: kid chld
mother: mom mum
father: dad fathr
brother: bro brothr
sister: sis sistr
friend: frnd frend
old: old ol
age: age ag
large: big larg
largest: biggest largst
small: smol small
highest: higest highest
famous: famus famous
written: writen wrote
wrote: wrote rote
author: writer auther
created: made creatd
invented: made inventd
discovered: found discoverd
founded: started foundd
established: started establishd
built: bilt built
build: bild make
used: usd used
using: usin w/
through: thru thru
though: tho tho
although: altho tho
would: wud wld
could: cud cld
should: shud shld
have: hv av
has: hs has
had: hd had
been: bin been
being: bein being
going: goin gonna
want: wnt wanna
need: ned need
get: get gt
got: got gt
give: giv give
given: givn given
doesn't: doesnt dont
didn't: didnt dint
isn't: isnt aint
wasn't: wasnt wasnt
don't: dont dnt
can't: cant cnt
not: nt not
don’t: dont dnt
who's: whos whos
where's: wheres wheres
how's: hows hows
when's: whens whens
it's: its its
during: durin in
until: til till
since: sinc since
around: arnd around
outside: outsde out
inside: insde in
language: lang languge
question: q question
reason: reson why
cause: cause coz
caused: causd caused
result: reslt result
area: area aera
city: citi city
town: twn town
capital: captial capital
village: vilage village
river: rivr river
mountain: mtn mountan
island: isle iland
world: wrld world
war: war wr
king: kng king
queen: qn queen
church: chrch church
police: cops polise
doctor: doc dr
students: studnts kids
student: studnt kid
teacher: teachr teach
money: mny cash
paid: payed paid
free: fre free
""")

PHRASES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "id": (
        (r"di mana(?:kah)?", ("dmn", "dimana", "dmna", "d mana", "di mn", "dmana", "dmn sih", "dimana ya", "mana")),
        (r"dari mana(?:kah)?", ("drmn", "darimana", "dr mana", "dr mn", "asal mana")),
        (r"ke mana(?:kah)?", ("kmn", "kemana", "kmana", "k mana")),
        (r"siapa (?:nama|namanya)", ("sapa nama", "siapa", "sp nama")),
        (r"apa (?:nama|namanya)", ("nama", "apa sih nama", "apa nm")),
        (r"apa saja(?:kah)?", ("apa aja", "apa aj", "apa2 aja", "ap aja")),
        (r"siapa saja(?:kah)?", ("siapa aja", "sapa aja", "sp aja")),
        (r"apa yang dimaksud dengan", ("apa itu", "apaan sih", "apa artinya", "apa sih", "maksud dari")),
        (r"pada tahun berapa(?:kah)?", ("thn brp", "tahun brp", "taun berapa", "tahun berapa")),
        (r"tahun berapa(?:kah)?", ("thn brp", "tahun brp", "taun brapa", "thn berapa")),
        (r"tanggal berapa(?:kah)?", ("tgl brp", "tgl berapa", "tanggal brp")),
        (r"pada hari apa", ("hari apa", "hr apa")),
        (r"(?:pada )?(?:pukul|jam) berapa(?:kah)?", ("jam brp", "jam berapa", "jm brp", "pkl brp")),
        (r"berapa lama(?:kah)?", ("brp lama", "brp lm", "lamanya brp", "brapa lama")),
        (r"berapa banyak(?:kah)?", ("brp banyak", "brp", "brapa byk", "ada berapa", "ada brp")),
        (r"berapa jumlah", ("jumlah", "brp jml", "ada brp", "brp")),
        (r"berapa usia", ("umur brp", "brp umur", "umurnya berapa")),
        (r"sejak kapan(?:kah)?", ("dr kapan", "sejak kpn", "mulai kapan", "dari kapan")),
        (r"sampai kapan(?:kah)?", ("smp kpn", "sampe kapan", "sampe kpn")),
        (r"untuk apa(?:kah)?", ("buat apa", "utk apa", "bwt apa", "buat apaan")),
        (r"rumah sakit", ("rs", "rmh sakit", "RS")),
        (r"terima kasih", ("makasih", "mksh", "thx")),
        (r"kereta api", ("kereta", "KA", "ka")),
    ),
    "en": (
        (r"what is", ("whats", "what's", "wats", "what")),
        (r"what are", ("whatre", "what r", "wat r")),
        (r"who is", ("whos", "who's", "who")),
        (r"where is", ("wheres", "where's", "where")),
        (r"when is", ("whens", "when's", "when")),
        (r"how much", ("hw much", "how mch", "hm")),
        (r"how many", ("hw many", "how meny", "howmany")),
        (r"how long", ("hw long", "how lng")),
        (r"how old", ("hw old", "age of")),
        (r"how far", ("hw far", "how fr")),
        (r"what year", ("wat yr", "which yr", "what yr")),
        (r"what time", ("wat time", "wht time", "when")),
        (r"what was", ("wat was", "what wuz")),
        (r"going to", ("gonna", "goin 2")),
        (r"do not", ("dont",)),
        (r"does not", ("doesnt",)),
        (r"did not", ("didnt",)),
        (r"is not", ("isnt",)),
        (r"a lot of", ("lots of", "alot of")),
        (r"as well as", ("n", "and")),
        (r"take place", ("happen", "take plc", "b held")),
        (r"according to", ("acc to", "says")),
        (r"in order to", ("2", "to")),
        (r"United States", ("US", "usa", "states")),
        (r"United Kingdom", ("UK", "uk")),
    ),
}
# What is typed for a doubled word: "anak-anak" is "anak2".
DOUBLED = ("2", "2", " 2", "''")
OPENERS = {
    "id": (
        "min", "kak", "mau tanya", "mo nanya", "permisi", "maaf", "eh", "halo", "hai", "nanya dong", "mau nanya",
        "gan", "bang", "mas", "pak", "bu", "tau gak", "btw", "hmm", "ada yg tau", "min mau tanya", "kak mau nanya",
        "mimin", "bro", "guys", "numpang tanya", "izin bertanya", "assalamualaikum", "pagi", "siang", "malam min",
        "tolong", "info dong", "oh ya",
    ),
    "en": (
        "hey", "hi", "pls", "so", "umm", "quick q", "hello", "yo", "ok", "anyone know", "btw", "question", "sorry",
        "do u know", "can u tell me", "tell me", "guys", "excuse me", "hey bot", "please",
    ),
}  # fmt: skip
TAILS = {
    "id": (
        "ya", "sih", "min", "dong", "kak", "deh", "nih", "tuh", "yah", "ya min", "ya kak", "gan", "bang", "pak", "bu",
        "nya", "kah", "y", "yaa", "mas", "tau ga", "ada yg tau", "makasih", "thx", "mohon infonya", "infonya dong", "bro",
        "kira2", "sebenernya", "skrg", "gitu", "lho", "kan",
    ),
    "en": (
        "pls", "plz", "please", "thx", "lol", "again", "btw", "exactly", "tho", "rn", "anyone", "u know", "thanks", "ty",
        "idk", "bro", "man", "hm",
    ),
}  # fmt: skip
