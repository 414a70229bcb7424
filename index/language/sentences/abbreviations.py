"""Abbreviations of Indonesian and English texts, by what may follow them; compared in lower case.

Collected from the style of newspapers, official letters and laws: ranks, titles, academic degrees, firms, addresses,
references, books of scripture.
"""

from __future__ import annotations

import re

# Before a name, and written with a capital letter: in small letters some are words.
_TITLES_WORDS = """
jend. letjen. mayjen. brigjen. kol. letkol. kapt. lettu. letda. serma. serka. sertu. serda. kopda. koptu. praka. pratu.
inf. kav. mar. laks. laksda. laksma. marsda. marsma. irjen. komjen. kombes. pol. akbp. akp. kompol. iptu. ipda. aiptu.
aipda. bripka. brigpol. briptu. bripda. purn.
prof. dr. drs. dra. drg. drh. apt. ns. ir. h. hj. kh. k.h. tgk. tgh. ust. ustz. pdt. hb. r.a. r.m. r.ng. k.r.t.
k.r.m.t. g.k.r. tn. ny. nn. sdr. sdri. bpk. yth. moh. muh. mohd. muhd. abd. st. sta.
pt. cv. ud. pd. fa. kop. yay. rs. rsu. rsud. jl. jln. gg. kp. kec. kab. kel. prov. ds. dk. dsn. kom. komp. perum. ged.
cab. univ. fak. jur. dep. kemen. dir. ditjen. kabag. kasi. qs. q.s. hr. h.r.
mr. mrs. ms. messrs. gen. lt. lieut. col. maj. capt. cmdr. adm. sgt. cpl. pvt. sen. rep. gov. pres. rev. fr. hon. mt.
ft. s.s. h.m.s. u.s.s. supt.
"""
# Inside a sentence, however they are written.
_INSIDE_WORDS = """
prof. dr. drs. dra. drg. drh. apt. ns. ir. hj. kh. tgk. tgh. ust. ustz. pdt. jl. jln. gg. kec. kab. kel. ds. moh.
muh. abd. tn. ny. nn. sdr. sdri. bpk. yth. tgl. hlm. a.n.
u.b. u.p. d.a. d/a. c.q. cq. p.p. a.l. y.l. s.d. s/d. ybs. mis. bdk. lih. jo.
utk. dgn. krn. spt. sbg. kpd. gd. attn.
e.g. i.e. cf. vs. v. viz. approx. ca. assoc. asst.
"""
_BEFORE_NUMBER_WORDS = """
pkl. kol. nip. nik. nim. nis. nisn. nrp. npwp.
no. nos. nr. hlm. hal. halm. vol. jil. ps. tgl. tg. rp. usd. gbr. tab. lamp. pp. p. par. sec. fig. figs. ch. chap. art.
para. ed. cet. tel. telp. tlp. tilp. tlpn. telf. ext. ekst. psw. rek. lt. kls. smt. rt. rw. km. pk. th. thn.
jan. feb. mar. apr. jun. jul. aug. agu. agt. ags. sep. sept. oct. okt. nov. nop. dec. des.
"""
# The same, and written with a capital letter: days of the week and books of scripture.
_NAMES_BEFORE_NUMBER_WORDS = """
sen. sel. rab. kam. jum. sab. min. mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun.
mat. mrk. luk. yoh. kis. rm. kor. gal. ef. flp. kol. tes. tim. ibr. yak. ptr. why. kej. im. bil. ul. yos. hak. rut.
sam. raj. taw. neh. est. ayb. mzm. ams. pkh. yes. yer. rat. yeh. dan. hos. matt. mk. lk. jn. rom. cor. eph. phil. heb.
jas. pet. rev. isa. jer. ezek. hab. zeph. zech. mal. gen. exod. lev. num. deut.
"""
# Before a telephone number, or before whose it is; most are words as well.
_CONTACT_WORDS = "hp hape wa hub cp fax faks tel telp tlp tilp tlpn telf telpon telepon ph mob"
# Before whom to ask, where that is one of these, or where it begins or stands behind a comma or the like.
_ASKED_WORDS = "hub cp"
_WHOM_WORDS = "bu ibu pak bapak bpk sdr sdri kak kakak mas mbak bang ustaz ustadz panitia sekretariat bagian seksi"
# What may be the last word of a sentence as well; a capital letter behind it tells.
_MAY_END_WORDS = """
inc. ltd. corp. co. llc. plc. bros. tbk. dll. dsb. dst. dkk. etc. al. ph.d. a.m. p.m. jr. sr. esq. m. cm. mm. kg. gr.
g. l.
"""
_COUNTRY_WORDS = "u.s. u.k. u.n. d.c. u.s.a. u.a.e. n.y. l.a. jr. sr."
TITLES = frozenset(_TITLES_WORDS.split())
INSIDE = frozenset(_INSIDE_WORDS.split())
NAMES_BEFORE_NUMBER = frozenset(_NAMES_BEFORE_NUMBER_WORDS.split())
BEFORE_NUMBER = frozenset(_BEFORE_NUMBER_WORDS.split())
CONTACTS = frozenset(_CONTACT_WORDS.split())
ASKED = frozenset(_ASKED_WORDS.split())
WHOM = frozenset(_WHOM_WORDS.split())
MAY_END = frozenset(_MAY_END_WORDS.split())
# They go before a name as often as they end a sentence.
BEFORE_NAME = frozenset(_COUNTRY_WORDS.split())
HALVES_OF_DAY = frozenset(["a.m.", "p.m."])

_FOLLOWS_HALF = """monday tuesday wednesday thursday friday saturday sunday eastern central pacific gmt utc est edt pst
pdt local wib wita wit on"""
FOLLOWS_HALF_OF_DAY = frozenset(_FOLLOWS_HALF.split())
_STARTERS = """
he she it they we i you the a an this that these those there his her their its our my in on at by for from with
after before when while if although but and so yet or as since during under according however meanwhile still now
then what who why how where not no all some many most both each another one two three last next shares officials
police ia dia mereka kami kita saya aku itu ini para pada di dari ke dalam untuk dengan setelah sebelum ketika saat
jika karena namun tetapi tapi dan sehingga sementara selain menurut hal warga polisi pemerintah
"""
STARTERS = frozenset(_STARTERS.split())
# A letter behind one of these is the name of a kind, not of a person.
_KINDS = """vitamin grup group golongan kelompok kelas class blok block tipe type jalur rencana plan hepatitis influenza
tim team seri series pilihan opsi option bagian part gerbang gate terminal peron zona zone sektor lantai nilai grade
bab seksi huruf lampiran apendiks appendix model varian dunia perang tahap babak ronde paket sumbu titik koridor gedung
berinisial inisial initial initials"""
KINDS = frozenset(_KINDS.split())
# "S.H.", "M.Si.", "Ph.D.", "S.Pd.I.", "Sp.A."
DEGREE = re.compile(
    r"(?:(?:[SMDBA]|Sp|Ph|Psi|Apt|Dipl|Lc|LL)\.(?:[A-Z][a-z]{0,4}\.?){1,3}(?:\([A-Z]\w{0,9}\)\.?)?|MBA\.|Lc\.|Ners\.)"
)
# Last parts of the names of machines, which agencies write in capitals: "TEMPO.CO".
_DOMAINS = "com co id net org go ac sch or web tv me info biz news io my sg uk us edu gov int xyz"
DOMAINS = frozenset(_DOMAINS.split())
