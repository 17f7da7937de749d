"""What a whole document looks like in each format, word for word; see `test_whole_documents`."""

from __future__ import annotations

MARKDOWN = """\
# 雪山之前

李雷 · 远见杂志 · 2024-03-01 · [Source](<https://example.org/a?b=1&copy=2>)

## 01 第\\*一\\*步

**《远见》**: 怎么看 3\\*5？

再说说 #雪 山？

> 第一，不急。
>
> 第二，也不急。

— 王敏 · 01 第\\*一\\*步 · Turn 2 · 1:05 · 36%

**Note**: 先记下。\\
另起一行。

第二段 \\*星\\*。

**Tags**: 雪, 2024

## 02 第\\*一\\*步

**王敏**: 第一，不急。

第二，也不急。

> **《远见》**：然后呢？
>
> **李雷**：你会不会后悔？

— 《远见》, 李雷 · 02 第\\*一\\*步 · Turns 3–4 · 1:02:03 · 57%

⚠ Caution: labelled 李雷, but it reads like a question of the interviewer's

## 01 第\\*一\\*步

> 第二，也不急。
>
> …… 李雷
>
> 你会不会后悔？

— 王敏, 李雷 · 01 第\\*一\\*步 · Turns 2–4 · 1:10 · 42%

**Tags**: 山

## 03 第\\*一\\*步

**《远见》**: 最后一问？

> 没有了。

— 王敏 · 03 第\\*一\\*步 · Turn 6 · 1:03:20 · 96%

⚠ Caution: labelled 王敏, but it reads like a question of the interviewer's

⚠ Caution: changed a little

**《远见》**: 最后一问？

> 没有了。

— 王敏 · 03 第\\*一\\*步 · Turn 6

⚠ Caution: no longer in the file
"""

OBSIDIAN = """\
---
title: "雪山之前"
author: "李雷"
publisher: "远见杂志"
date: 2024-03-01
url: "https://example.org/a?b=1&copy=2"
tags:
  - "雪"
  - "2024_"
  - "山"
---

# 雪山之前

## 01 第\\*一\\*步

**《远见》**: 怎么看 3\\*5？

再说说 \\#雪 山？

> [!quote] 王敏 · 01 第\\*一\\*步 · Turn 2 · 1:05 · 36%
>
> 第一，不急。
>
> 第二，也不急。

^q-1

**Note**: 先记下。\\
另起一行。

第二段 \\*星\\*。

#雪 #2024_

## 02 第\\*一\\*步

**王敏**: 第一，不急。

第二，也不急。

> [!quote] 《远见》, 李雷 · 02 第\\*一\\*步 · Turns 3–4 · 1:02:03 · 57%
>
> **《远见》**：然后呢？
>
> **李雷**：你会不会后悔？

^q-2

⚠ Caution: labelled 李雷, but it reads like a question of the interviewer's

## 01 第\\*一\\*步

> [!quote] 王敏, 李雷 · 01 第\\*一\\*步 · Turns 2–4 · 1:10 · 42%
>
> 第二，也不急。
>
> …… 李雷
>
> 你会不会后悔？

^q-3

#山

## 03 第\\*一\\*步

**《远见》**: 最后一问？

> [!quote] 王敏 · 03 第\\*一\\*步 · Turn 6 · 1:03:20 · 96%
>
> 没有了。

^q-4

⚠ Caution: labelled 王敏, but it reads like a question of the interviewer's

⚠ Caution: changed a little

**《远见》**: 最后一问？

> [!quote] 王敏 · 03 第\\*一\\*步 · Turn 6
>
> 没有了。

^q-5

⚠ Caution: no longer in the file
"""

FOOTNOTES = """\
# 雪山之前

李雷 · 远见杂志 · 2024-03-01 · [Source](<https://example.org/a?b=1&copy=2>)

## 01 第\\*一\\*步

**《远见》**: 怎么看 3\\*5？

再说说 #雪 山？

> 第一，不急。
>
> 第二，也不急。

— 王敏[^q-1]

**Note**: 先记下。\\
另起一行。

第二段 \\*星\\*。

**Tags**: 雪, 2024

## 02 第\\*一\\*步

**王敏**: 第一，不急。

第二，也不急。

> **《远见》**：然后呢？
>
> **李雷**：你会不会后悔？

— 《远见》, 李雷[^q-2]

⚠ Caution: labelled 李雷, but it reads like a question of the interviewer's

## 01 第\\*一\\*步

> 第二，也不急。
>
> …… 李雷
>
> 你会不会后悔？

— 王敏, 李雷[^q-3]

**Tags**: 山

## 03 第\\*一\\*步

**《远见》**: 最后一问？

> 没有了。

— 王敏[^q-4]

⚠ Caution: labelled 王敏, but it reads like a question of the interviewer's

⚠ Caution: changed a little

**《远见》**: 最后一问？

> 没有了。

— 王敏[^q-5]

⚠ Caution: no longer in the file

[^q-1]: 王敏 · 《雪山之前》 · 远见杂志 · 2024-03-01 · 01 第\\*一\\*步 · Turn 2 · 1:05 · 36% · [Source](<https://example.org/a?b=1&copy=2>)

[^q-2]: 《远见》, 李雷 · 《雪山之前》 · 远见杂志 · 2024-03-01 · 02 第\\*一\\*步 · Turns 3–4 · 1:02:03 · 57% · [Source](<https://example.org/a?b=1&copy=2>)

[^q-3]: 王敏, 李雷 · 《雪山之前》 · 远见杂志 · 2024-03-01 · 01 第\\*一\\*步 · Turns 2–4 · 1:10 · 42% · [Source](<https://example.org/a?b=1&copy=2>)

[^q-4]: 王敏 · 《雪山之前》 · 远见杂志 · 2024-03-01 · 03 第\\*一\\*步 · Turn 6 · 1:03:20 · 96% · [Source](<https://example.org/a?b=1&copy=2>)

[^q-5]: 王敏 · 《雪山之前》 · 远见杂志 · 2024-03-01 · 03 第\\*一\\*步 · Turn 6 · [Source](<https://example.org/a?b=1&copy=2>)
"""

TEXT = """\
雪山之前
李雷 · 远见杂志 · 2024-03-01
https://example.org/a?b=1&copy=2

〔01 第*一*步〕

《远见》: 怎么看 3*5？
再说说 #雪 山？
第一，不急。
第二，也不急。
— 王敏 · 01 第*一*步 · Turn 2 · 1:05 · 36%
Note: 先记下。
另起一行。

第二段 *星*。
Tags: 雪, 2024

〔02 第*一*步〕

王敏: 第一，不急。
第二，也不急。
《远见》：然后呢？
李雷：你会不会后悔？
— 《远见》, 李雷 · 02 第*一*步 · Turns 3–4 · 1:02:03 · 57%
⚠ Caution: labelled 李雷, but it reads like a question of the interviewer's

〔01 第*一*步〕

第二，也不急。
…… 李雷
你会不会后悔？
— 王敏, 李雷 · 01 第*一*步 · Turns 2–4 · 1:10 · 42%
Tags: 山

〔03 第*一*步〕

《远见》: 最后一问？
没有了。
— 王敏 · 03 第*一*步 · Turn 6 · 1:03:20 · 96%
⚠ Caution: labelled 王敏, but it reads like a question of the interviewer's
⚠ Caution: changed a little

《远见》: 最后一问？
没有了。
— 王敏 · 03 第*一*步 · Turn 6
⚠ Caution: no longer in the file
"""

DOCUMENTS = {"markdown": MARKDOWN, "obsidian": OBSIDIAN, "footnotes": FOOTNOTES, "text": TEXT}
