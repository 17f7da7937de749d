"""The characters that most of what is written in Chinese and Korean consists of."""

from __future__ import annotations

# The hundred-odd most usual characters of written Chinese, in both scripts.
USUAL = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起"
    "还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其"
    "這來國個說們為時過學對裡後麼還發當無開見經頭動兩長樣現將與進實點"
    "，。、：；？！“”「」（）《》—…　"
)


# And the most usual syllables of written Korean.
USUAL_HANGUL = frozenset(
    "이다는에가을하고의지를한은도로기사리어나그아시해자스인서정부수있들대것으라일게만면니과전보제원상여주장성구안없우"
    "세요저네습합었때문생각말좋많무조동비미경공신유모선마러거내더"
)
