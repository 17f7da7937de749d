"""Words that tell a speaker's label from the other things people write before a colon."""
# ruff: noqa: SIM905 - a list of a hundred words, one word to a line, is not easier to read.

from __future__ import annotations

SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁"
    "任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严"
    "莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪"
    "梅童凌毕单季裴霍涂成苗谷曲盛翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简"
    "车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和張劉陳楊黃趙吳孫馬羅鄭謝"
    "許韓鄧馮蕭葉蘇呂盧鍾譚陸範賈鄒龍賀龔萬錢嚴湯溫莊聶魯歐關蘭駱藍遊蔣餘韋喬龐顏齊郁池巫强晋昌苍藏桑"
    "胥计乐双阎仇鞠丰巴郎荆羊居步荀充茹宦祖燕嵇沙养蔚从戈衡都广丛楼匡勾敖逯"
) | frozenset(
    "欧阳、上官、司马、诸葛、慕容、皇甫、令狐、司徒、端木、东方、歐陽、諸葛、尉迟、公孙、夏侯、长孙".split(
        "、"
    )
)
"""Chinese surnames, in both scripts, of one character and of two."""

FUNCTION_WORDS = frozenset(
    "的了是在我你他她它们們这這那有会會要就也但很把被让讓给給从從为為以及不没沒吗嗎呢吧啊最更还還所其此可能"
)
"""Characters that clauses are full of and names are not."""

ROLES = frozenset(
    (
        "问、答、問、甲、乙、丙、丁、我、他、她、男、女、众人、所有人、全体、合、提问、回答、提问者、"
        "提问人、观众、听众、网友、现场观众、观众提问、現場觀眾、觀眾、主持、主持人、主持人提问、记者、"
        "記者、采访者、采访人、被采访者、受访者、受访人、访谈者、访问者、訪問者、受訪者、嘉宾、來賓、"
        "来宾、旁白、学生、老师、同学、发言人、说话人、讲者、對話者、发言者、旁人、译者、翻译、q、a、"
        "speaker、spk、interviewer、interviewee、host、guest、moderator、audience、audience member、"
        "question、answer、narrator、announcer、reporter、caller、student、teacher、unknown、"
        "unknown speaker、male speaker、female speaker、all、both、everyone、man、woman、panelist、"
        "attendee、participant、respondent、researcher、me、you、i"
    ).split("、")
)
"""What people are called who have no name in a transcript."""

ADDRESSED = (
    "主持人",
    "主播",
    "嘉宾",
    "嘉賓",
    "来宾",
    "來賓",
    "记者",
    "記者",
    "观众",
    "觀眾",
    "网友",
    "網友",
    "听众",
    "聽眾",
)
"""Roles that stand before a name in one label with it (主持人王敏)."""

INTERVIEWERS = frozenset(
    (
        "问、問、问题、問題、提问、提问者、提问人、主持、主持人、记者、記者、采访者、采访人、访谈者、"
        "访问者、訪問者、q、interviewer、host、moderator、question、reporter"
    ).split("、")
)
"""Roles of those who ask."""

GUESTS = frozenset(
    (
        "答、回答、嘉宾、受访者、受访人、被采访者、受訪者、來賓、来宾、a、interviewee、guest、answer、"
        "respondent"
    ).split("、")
)
"""Roles of those who are asked."""

FIELDS = frozenset(
    (
        "原作者、文、编者、撰文、撰稿、采访、采写、来源、來源、出品、时间、時間、日期、地点、"
        "地點、链接、網址、网址、原文、原文链接、译文、标题、標題、副标题、摘要、导语、导读、简介、注、"
        "备注、注释、註、附注、附录、图、图源、图片来源、题图、头图、题图来源、头图来源、封面、封面图、"
        "封图、微信、微信号、公众号、频道、頻道、微博、电话、手机、邮箱、地址、官网、机构、机构名、职位、代表作、"
        "代表作品、贡献、介绍、嘉宾介绍、本期嘉宾、例如、比如、举例、举例来说、譬如、总结、结论、"
        "小结、提示、声明、版权、责编、责任编辑、校对、排版、设计、监制、策划、整理、审校、审核、"
        "翻译整理、关键词、关键字、目录、前言、后记、编者按、编者注、首先、其次、再次、最后、第一、第二、"
        "第三、第四、第五、一是、二是、三是、其一、其二、一方面、另一方面、优点、缺点、优势、劣势、原因、"
        "结果、背景、方法、案例、目标、特点、数据、事实、一句话、简单来说、简单说、换句话说、也就是说、"
        "总之、为什么、推荐理由、亮点、价格、名称、类型、公司、产品、成立时间、创始人、融资、估值、规模、"
        "行业、国家、年龄、性别、职业、学历、专业、学校、毕业院校、学位、研究方向、研究领域、奖项、荣誉、"
        "著作、论文、发表、年份、版本、语言、格式、大小、长度、时长、播放、阅读、点赞、评论、转发、分享、"
        "收藏、步骤、用法、说明、参数、返回、注意、警告、重要、补充、更正、勘误、相关阅读、延伸阅读、"
        "推荐阅读、往期回顾、参考资料、参考文献、转载、投稿、合作、商务合作、本文来源、核心观点、要点、"
        "重点、划重点、金句、食材、原料、配料、做法、用料、note、notes、warning、tip、tips、example、"
        "examples、source、sources、date、title、author、authors、url、link、links、tag、tags、"
        "description、keywords、summary、abstract、ps、p.s.、todo、update、edit、editor、from、to、cc、"
        "bcc、sent、re、fwd、edited by、break、music、ad、ads、sponsor、sponsors、http、https、step、"
        "chapter、part、section、figure、table、image、photo、caption、credit、credits、copyright、"
        "published、published on、posted、category、categories、language、duration、length、location、"
        "time、where、when、why、how、what、who、see、also、more、read more、related、reference、"
        "references、pros、cons、name、email、phone、address、website、price、type、status、version、"
        "music、laughter、laughs、laughing、laugh、applause、crosstalk、inaudible、unintelligible、"
        "indistinct、silence、pause、chuckles、chuckling、noise、sighs、cheers、cheering、foreign、bell、音乐、笑、"
        "笑声、大笑、众笑、掌声、鼓掌、沉默、听不清、停顿、音樂、笑聲、掌聲、"
        "transcript、transcript by、recorded、episode、subject、topic、topics、important、caution、"
        "info、error、warn、debug、trace、fatal、critical、notice、task、tasks、action item、action items、"
        "first、second、third、firstly、secondly、thirdly、lastly、finally、next、meaning、namely、translation、"
        "decision、decisions、agenda、attendees、present、fixed、added、changed、removed、"
        "议题、議題、决议、決議、决定、待办、待辦、待办事项、议程、議程、参会、参会人、参会人员、与会者、出席、列席、缺席、"
        "举个例子、举例子、打个比方、打比方、说白了、简单讲、换言之、具体来说、总的来说、总体来说、换个角度、"
        "核心观点、关键是、本质上、重点是、结论是、答案是、原因是、好处、坏处、优势、劣势、长处、短处、成本、会议主题、会议时间、会议地点、纪要、记录人、负责人、截止时间、进展、下一步、"
        "早餐、早饭、午餐、午饭、晚餐、晚饭、加餐、夜宵、宵夜、早上、早晨、清晨、上午、中午、下午、傍晚、晚上、夜里、全天、"
        "周一、周二、周三、周四、周五、周六、周日、周末、星期一、星期二、星期三、星期四、星期五、星期六、星期日、星期天、"
        "breakfast、lunch、dinner、supper、snack、snacks、morning、noon、afternoon、evening、"
        "monday、tuesday、wednesday、thursday、friday、saturday、sunday、weekend、赏析、鉴赏、译注"
    ).split("、")
)
"""Words before a colon that name a thing, not a voice."""

OFFICES = frozenset(("作者", "编辑", "主播"))
"""Words of credits that are voices too, where they come again and again."""

MEDIA = tuple(
    (
        "新闻、新聞、科技、周刊、日报、日報、晚报、财经、財經、评论、杂志、編輯部、编辑部、传媒、电视、"
        "電視、广播、媒体、访谈、访谈录、人物、频道、頻道、news、media、magazine、podcast、studio、times、journal、"
        "post、weekly、daily"
    ).split("、")
)
"""Parts of the names of papers, programmes and channels, which label their questions with them."""

SAYING = tuple(
    (
        "说、道、说道、问道、答道、笑道、曰、說、表示、认为、认為、写道、指出、提到、称、解释、强调、"
        "坦言、如下、包括、例如、比如、来说、而言、想、心想、叫、喊、念"
    ).split("、")
)
"""Ends of clauses that bring in what somebody says."""
