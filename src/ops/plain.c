/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A word of another script becomes the word that ops/phrase.c knows, between
 * blanks; the name of a Japanese era becomes its letter. The year of one that
 * stands in front of all else goes to the number.
 */
#include "ops/plain.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The longest word of ASCII for one of another script. */
#define PLAIN_WORD 24

/* Ranges of characters that are typeset for one of ASCII; 0: nothing at all,
 * as of marks that have no width. */
static const struct {
    const char *first, *last;
    char plain;
} typeset[] = {
    {"\xc2\xa0", "\xc2\xa0", ' '},         /* no-break space */
    {"\xc2\xab", "\xc2\xab", '"'},         /* angled quotation mark */
    {"\xc2\xad", "\xc2\xad", 0},           /* soft hyphen */
    {"\xc2\xb0", "\xc2\xb0", '.'},         /* degree: N° */
    {"\xc2\xba", "\xc2\xba", '.'},         /* ordinal: Nº */
    {"\xc2\xbb", "\xc2\xbb", '"'},         /* angled quotation mark */
    {"\xe2\x80\x80", "\xe2\x80\x8a", ' '}, /* en quad .. hair space */
    {"\xe2\x80\x8b", "\xe2\x80\x8f", 0},   /* without width, direction */
    {"\xe2\x80\x90", "\xe2\x80\x95", '-'}, /* hyphen .. horizontal bar */
    {"\xe2\x80\x98", "\xe2\x80\x99", '\''},
    {"\xe2\x80\x9c", "\xe2\x80\x9f", '"'}, /* quotation marks */
    {"\xe2\x80\xaf", "\xe2\x80\xaf", ' '}, /* narrow no-break space */
    {"\xe2\x81\x84", "\xe2\x81\x84", '/'}, /* fraction slash */
    {"\xe2\x81\xa0", "\xe2\x81\xa0", 0},   /* word joiner */
    {"\xe2\x88\x92", "\xe2\x88\x92", '-'}, /* minus */
    {"\xe3\x80\x80", "\xe3\x80\x80", ' '}, /* ideographic space */
    {"\xe3\x83\xbc", "\xe3\x83\xbc", '-'}, /* prolonged sound mark */
    {"\xef\xbb\xbf", "\xef\xbb\xbf", 0},   /* byte order mark */
};

/* What stands for each word in other scripts, in small letters and with a bar
 * between; of several that fit it is the longest. */
static const struct {
    const char *word, *typed;
} words[] = {
    {" KOKAI H", "特開平|特开平|특개평"},
    {" KOKAI S", "特開昭|特开昭|특개소"},
    {" KOKAI ", "特開|特许公开|特开|특개"},
    {" KOKOKU H", "特公平|특공평"},
    {" KOKOKU S", "特公昭|특공소"},
    {" KOKOKU ", "特公|特許出願公告|特許公告|특공"},
    {" KOHYO H", "特表平|특표평"},
    {" KOHYO S", "特表昭"},
    {" KOHYO ", "特表|특표"},
    {" JPWO", "再公表特許WO|再公表特許|再公表|再表"},
    {" JIKKAI H", "実全平|実開平"},
    {" JIKKAI S", "実全昭|実開昭"},
    {" JIKKAI ", "実開|公開実用新案"},
    {" JIKKO H", "実公平"},
    {" JIKKO S", "実公昭"},
    {" JIKKO ", "実公|実用新案公報"},
    {" TOKUGAN H", "特願平|특원평"},
    {" TOKUGAN S", "特願昭|특원소"},
    {" TOKUGAN ", "特願|特愿|특원"},
    {" JITSUGAN H", "実願平"},
    {" JITSUGAN S", "実願昭"},
    {" JITSUGAN ", "実願|実用新案登録出願|実用新案登録願|実用新案出願"},
    {" KOUKAI ", "特許出願公開|公開特許公報|公開特許|特許公開"},
    {" SHUTSUGAN ", "特許出願|特許願"},
    {" TOKKYOHO ", "特許公報(B2)|特許公報|特許番号|特許"},
    {" ",
     "公開番号|パンフレット|第|号公報|号|號|公報|明細書|番|공보|번호|제|호|"
     "на изобретение|на изобретения"},
    {" JITSUYOHO ", "実用新案登録|登録実用新案|実用新案"},
    {" JITSUYO ", "実登"},
    {" ISHOHO ", "意匠登録|意登"},
    {" PATENT ", "登録特許|專利|發明|證書|登録|實用新型|патент|пат."},
    {" WIPO ", "国際公開|国际公开|国际公布|国际专利申请公开|국제공개"},
    {" PCT ", "国際出願|国际专利申请|国际申请|국제특허출원|국제출원"},
    {" H", "平成|平"},
    {" S", "昭和|昭"},
    {" US ", "米国|美国|美國|미국"},
    {" EP ", "欧州|欧洲|歐洲|유럽"},
    {" JP ", "日本国|日本|일본"},
    {" DE ", "独国|ドイツ国|ドイツ|德国|독일"},
    {" GB ", "英国|イギリス|英國|영국"},
    {" FR ", "仏国|フランス|프랑스"},
    {" CA ", "カナダ|캐나다"},
    {" AU ", "オーストラリア|호주"},
    {" CH ", "スイス"},
    {" RU ",
     "ロシア|러시아|российская федерация|российской федерации|россия|рф"},
    {" TW ", "中国台湾|台湾|台灣|臺灣|中華民國|대만"},
    {" CN ", "中国|中國|중국"},
    {" KR ", "韩国|韓国|대한민국|한국"},
    {" PUBLICATION ", "申请公布|公布|公開|公告|授权"},
    {" SHENQ ", "专利申请|申请"},
    {" ZHUAN ", "专利|发明|外观设计|实用新型"},
    {" GONGK ", "公开"},
    {" APPLICATION ", "申請|出願|заявка"},
    {" TEUKHEO ", "등록실용신안|공개실용신안|실용신안등록|실용신안|등록|특허"},
    {" DEUNGNOK ", "등록특허공보(B1)|등록특허|특허등록"},
    {" GONGGAE ", "공개특허공보(A)|공개특허|특허공개"},
    {" CHULWON ", "출원"},
    {" PUBLICATION TEUKHEO ", "공개"},
    {" TEUK ", "특"},
    {" SU ", "авторское свидетельство|авт. св.|а. с.|а.с.|ссср"},
    {" EA ", "евразийский|еапв"},
    {" POLEZNAYA ", "на полезную модель|полезная модель"},
    {" NO. ", "№"},
};

static char typeset_for(struct slice character, bool *ret_found)
{
    for (size_t i = 0; i < sizeof(typeset) / sizeof(*typeset); i++) {
        *ret_found = character.len == strlen(typeset[i].first) &&
                     memcmp(character.at, typeset[i].first, character.len) >=
                         0 &&
                     memcmp(character.at, typeset[i].last, character.len) <= 0;
        if (*ret_found)
            return typeset[i].plain;
    }
    return 0;
}

/* U+FF01 .. U+FF5E are ASCII in full width; 0: not one of them. */
static char full_width(struct slice character)
{
    const unsigned char *at = (const unsigned char *)character.at;

    if (character.len != 3 || at[0] != 0xef)
        return 0;
    if (at[1] == 0xbc && at[2] >= 0x81)
        return (char)(at[2] - 0x81 + '!');
    if (at[1] == 0xbd && at[2] <= 0x9e)
        return (char)(at[2] - 0x80 + '`');
    return 0;
}

/* A letter with an accent, c3 80 .. c3 bf, in a word. */
static char unaccented(struct slice typed, char before)
{
    static const char letters[] = "aaaaaa?ceeeeiiii?nooooo?ouuuuy?y";
    const unsigned char *at = (const unsigned char *)typed.at;
    bool capital;

    if (typed.len < 3 || at[0] != 0xc3 || at[1] < 0x80)
        return 0;
    capital = at[1] < 0xa0;
    if (!(is_alpha(before) ||
          (capital && typed.len > 3 && is_alpha(typed.at[2]) &&
           is_alpha(typed.at[3]))) ||
        !(is_alpha(typed.at[2]) || at[2] == 0xc3) ||
        letters[(at[1] | 0x20) - 0xa0] == '?')
        return 0;
    return letters[(at[1] | 0x20) - 0xa0];
}

/* A small letter of Cyrillic for a capital, U+0410 .. U+042F. */
static void fold_cyrillic(const char *at, char ret_small[2])
{
    unsigned char first = (unsigned char)at[0], second = (unsigned char)at[1];

    memcpy(ret_small, at, 2);
    if (first != 0xd0 || second < 0x90 || second > 0xaf)
        return;
    ret_small[0] = (char)(second < 0xa0 ? 0xd0 : 0xd1);
    ret_small[1] = (char)(second < 0xa0 ? second + 0x20 : second - 0x20);
}

static bool starts_word(struct slice typed, struct slice word)
{
    char small[2];

    if (typed.len < word.len)
        return false;
    if (memcmp(typed.at, word.at, word.len) == 0)
        return true;
    if (((unsigned char)word.at[0] | 1) != 0xd1)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        if ((unsigned char)word.at[i] < 0xd0) {
            if (typed.at[i] != word.at[i])
                return false;
            continue;
        }
        fold_cyrillic(typed.at + i, small);
        if (memcmp(small, word.at + i, 2) != 0)
            return false;
        i++;
    }
    return true;
}

/* The bytes of the longest that it begins with; 0: none. Most of them differ in
 * the first two bytes. */
static size_t read_word(struct slice typed, char ret_plain[PLAIN_WORD])
{
    size_t longest = 0;
    char first[2];

    fold_cyrillic(typed.at, first);
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        const char *at = words[i].typed, *end;

        for (; *at; at = *end ? end + 1 : end) {
            end = strchrnul(at, '|');
            if (memcmp(at, first, sizeof(first)) != 0 ||
                (size_t)(end - at) <= longest ||
                !starts_word(typed, (struct slice){at, (size_t)(end - at)}))
                continue;
            longest = (size_t)(end - at);
            strcpy(ret_plain, words[i].word);
        }
    }
    return longest;
}

/* The capital of ASCII that one of Cyrillic looks like; 0: none. Russian
 * keyboards have no other. */
static char look_alike(struct slice character)
{
    static const struct {
        char cyrillic[3], plain;
    } alike[] = {{"А", 'A'}, {"В", 'B'}, {"Е", 'E'}, {"К", 'K'},
                 {"М", 'M'}, {"Н", 'H'}, {"О", 'O'}, {"Р", 'P'},
                 {"С", 'C'}, {"Т", 'T'}, {"Х", 'X'}};

    for (size_t i = 0; i < sizeof(alike) / sizeof(*alike); i++) {
        if (character.len == 2 &&
            memcmp(character.at, alike[i].cyrillic, 2) == 0)
            return alike[i].plain;
    }
    return 0;
}

/* Bytes that were read, with what they are in `ret_plain`; 0: no number has
 * such a character. */
static size_t read_one(struct slice typed, char before,
                       char ret_plain[PLAIN_WORD])
{
    struct slice character = {typed.at, slice_character(typed)};
    size_t used;
    bool found;

    ret_plain[0] = character.len == 1 ? typed.at[0] : '\0';
    ret_plain[1] = '\0';
    if (character.len < 2)
        return character.len;
    used = read_word(typed, ret_plain);
    if (used)
        return used;
    ret_plain[0] = typeset_for(character, &found);
    if (!found)
        ret_plain[0] = full_width(character);
    if (!found && !ret_plain[0])
        ret_plain[0] = unaccented(typed, before);
    if (!found && !ret_plain[0])
        ret_plain[0] = look_alike(character);
    return found || ret_plain[0] ? character.len : 0;
}

/* The year of an era that Japan names in front of the rest. */
static const struct {
    const char *name;
    int before, most; /* the year before its first, and its years */
    char letter;      /* in numbers until 1999; 0: there are none */
} eras[] = {
    {"昭和", 1925, 64, 'S'},
    {"平成", 1988, 31, 'H'},
    {"令和", 2018, 21, 0},
};

/* One or two digits, in full width, too. */
static size_t read_year(struct slice typed, int *ret_year)
{
    size_t used = 0;

    *ret_year = 0;
    for (int i = 0; i < 2; i++) {
        struct slice rest = slice_skip(typed, used);
        struct slice one = {rest.at, rest.len ? slice_character(rest) : 0};
        char digit = one.len == 1 ? one.at[0] : full_width(one);

        if (!is_digit(digit))
            break;
        *ret_year = *ret_year * 10 + digit - '0';
        used += one.len;
    }
    return used;
}

/* The name of an era, a year and the character for it: bytes read, and what
 * stands in front of the digits of the number, `H05-`. 0: none here. */
static size_t read_era(struct slice typed, char ret_front[8])
{
    static const char sign[] = "年";

    for (size_t i = 0; i < sizeof(eras) / sizeof(*eras); i++) {
        size_t name = strlen(eras[i].name), digits;
        int year;

        if (!slice_starts(typed, eras[i].name))
            continue;
        digits = read_year(slice_skip(typed, name), &year);
        if (!digits || year < 1 || year > eras[i].most ||
            !slice_starts(slice_skip(typed, name + digits), sign))
            return 0;
        if (eras[i].letter && eras[i].before + year < 2000)
            snprintf(ret_front, 8, "%c%02d-", eras[i].letter, year % 100);
        else
            snprintf(ret_front, 8, "%d-", (eras[i].before + year) % 10000);
        return name + digits + strlen(sign);
    }
    return 0;
}

/* Adds `plain`; the year of an era goes in front of the first digit. */
static bool add(const char *plain, char front[8], char *text, size_t *len)
{
    size_t year = is_digit(plain[0]) ? strlen(front) : 0;
    size_t count = strlen(plain);

    if (*len + year + count > PLAIN_MAX)
        return false;
    memcpy(text + *len, front, year);
    memcpy(text + *len + year, plain, count);
    *len += year + count;
    if (year)
        front[0] = '\0';
    return true;
}

int plain_read(struct slice typed, char ret_text[PLAIN_MAX + 1])
{
    char front[8] = "", plain[PLAIN_WORD];
    size_t len = 0, used;

    while (typed.len) {
        used = front[0] ? 0 : read_era(typed, front);
        if (!used) {
            used = read_one(typed, len ? ret_text[len - 1] : ' ', plain);
            if (!used || !add(plain, front, ret_text, &len))
                return -ENOENT;
        }
        typed.at += used;
        typed.len -= used;
    }
    ret_text[len] = '\0';
    return front[0] ? -ENOENT : 0;
}
