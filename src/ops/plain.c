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

/* The longer stands before the shorter that it begins with. */
static const struct {
    const char *typed, *word;
} words[] = {
    {"特開平", " KOKAI H"},
    {"特開昭", " KOKAI S"},
    {"特開", " KOKAI "},
    {"特公平", " KOKOKU H"},
    {"特公昭", " KOKOKU S"},
    {"特公", " KOKOKU "},
    {"特表平", " KOHYO H"},
    {"特表昭", " KOHYO S"},
    {"特表", " KOHYO "},
    {"再公表特許WO", " JPWO"},
    {"再公表特許", " JPWO"},
    {"再公表", " JPWO"},
    {"再表", " JPWO"},
    {"実全平", " JIKKAI H"},
    {"実全昭", " JIKKAI S"},
    {"実開平", " JIKKAI H"},
    {"実開昭", " JIKKAI S"},
    {"実開", " JIKKAI "},
    {"実公平", " JIKKO H"},
    {"実公昭", " JIKKO S"},
    {"実公", " JIKKO "},
    {"特願平", " TOKUGAN H"},
    {"特願昭", " TOKUGAN S"},
    {"特願", " TOKUGAN "},
    {"実願平", " JITSUGAN H"},
    {"実願昭", " JITSUGAN S"},
    {"実願", " JITSUGAN "},
    {"特許出願公開", " KOUKAI "},
    {"公開特許公報", " KOUKAI "},
    {"公開特許", " KOUKAI "},
    {"特許公開", " KOUKAI "},
    {"特許出願公告", " KOKOKU "},
    {"特許公告", " KOKOKU "},
    {"特許出願", " SHUTSUGAN "},
    {"特許願", " SHUTSUGAN "},
    {"特許公報(B2)", " TOKKYOHO "},
    {"特許公報", " TOKKYOHO "},
    {"特許番号", " TOKKYOHO "},
    {"特許", " TOKKYOHO "},
    {"公開番号", " "},
    {"実用新案登録出願", " JITSUGAN "},
    {"実用新案登録願", " JITSUGAN "},
    {"実用新案出願", " JITSUGAN "},
    {"実用新案登録", " JITSUYOHO "},
    {"登録実用新案", " JITSUYOHO "},
    {"公開実用新案", " JIKKAI "},
    {"実用新案公報", " JIKKO "},
    {"実用新案", " JITSUYOHO "},
    {"実登", " JITSUYO "},
    {"意匠登録", " ISHOHO "},
    {"意登", " ISHOHO "},
    {"登録特許", " PATENT "},
    {"国際公開", " WIPO "},
    {"国際出願", " PCT "},
    {"パンフレット", " "},
    {"平成", " H"},
    {"昭和", " S"},
    {"平", " H"},
    {"昭", " S"},
    {"第", " "},
    {"号公報", " "},
    {"号", " "},
    {"號", " "},
    {"公報", " "},
    {"明細書", " "},
    {"米国", " US "},
    {"欧州", " EP "},
    {"日本国", " JP "},
    {"日本", " JP "},
    {"独国", " DE "},
    {"ドイツ国", " DE "},
    {"ドイツ", " DE "},
    {"英国", " GB "},
    {"イギリス", " GB "},
    {"仏国", " FR "},
    {"フランス", " FR "},
    {"カナダ", " CA "},
    {"オーストラリア", " AU "},
    {"スイス", " CH "},
    {"ロシア", " RU "},
    {"中国台湾", " TW "},
    {"中国", " CN "},
    {"中國", " CN "},
    {"韩国", " KR "},
    {"韓国", " KR "},
    {"台湾", " TW "},
    {"台灣", " TW "},
    {"臺灣", " TW "},
    {"中華民國", " TW "},
    {"美国", " US "},
    {"欧洲", " EP "},
    {"德国", " DE "},
    {"英國", " GB "},
    {"美國", " US "},
    {"歐洲", " EP "},
    {"国际公开", " WIPO "},
    {"国际公布", " WIPO "},
    {"国际专利申请公开", " WIPO "},
    {"国际专利申请", " PCT "},
    {"国际申请", " PCT "},
    {"特许公开", " KOKAI "},
    {"特开平", " KOKAI H"},
    {"特开昭", " KOKAI S"},
    {"特开", " KOKAI "},
    {"特愿", " TOKUGAN "},
    {"申请公布", " PUBLICATION "},
    {"专利申请", " SHENQ "},
    {"专利", " ZHUAN "},
    {"專利", " PATENT "},
    {"公布", " PUBLICATION "},
    {"公开", " GONGK "},
    {"公開", " PUBLICATION "},
    {"公告", " PUBLICATION "},
    {"授权", " PUBLICATION "},
    {"申请", " SHENQ "},
    {"申請", " APPLICATION "},
    {"出願", " APPLICATION "},
    {"发明", " ZHUAN "},
    {"發明", " PATENT "},
    {"證書", " PATENT "},
    {"登録", " PATENT "},
    {"外观设计", " ZHUAN "},
    {"實用新型", " PATENT "},
    {"实用新型", " ZHUAN "},
    {"番", " "},
    {"대한민국", " KR "},
    {"한국", " KR "},
    {"미국", " US "},
    {"일본", " JP "},
    {"유럽", " EP "},
    {"중국", " CN "},
    {"독일", " DE "},
    {"영국", " GB "},
    {"프랑스", " FR "},
    {"러시아", " RU "},
    {"캐나다", " CA "},
    {"호주", " AU "},
    {"대만", " TW "},
    {"국제공개", " WIPO "},
    {"국제특허출원", " PCT "},
    {"국제출원", " PCT "},
    {"특개평", " KOKAI H"},
    {"특개소", " KOKAI S"},
    {"특개", " KOKAI "},
    {"특공평", " KOKOKU H"},
    {"특공소", " KOKOKU S"},
    {"특공", " KOKOKU "},
    {"특표평", " KOHYO H"},
    {"특표", " KOHYO "},
    {"특원평", " TOKUGAN H"},
    {"특원소", " TOKUGAN S"},
    {"특원", " TOKUGAN "},
    {"등록실용신안", " TEUKHEO "},
    {"공개실용신안", " TEUKHEO "},
    {"실용신안등록", " TEUKHEO "},
    {"실용신안", " TEUKHEO "},
    {"등록특허공보(B1)", " DEUNGNOK "},
    {"공개특허공보(A)", " GONGGAE "},
    {"등록특허", " DEUNGNOK "},
    {"특허등록", " DEUNGNOK "},
    {"공개특허", " GONGGAE "},
    {"특허공개", " GONGGAE "},
    {"출원", " CHULWON "},
    {"공개", " PUBLICATION TEUKHEO "},
    {"등록", " TEUKHEO "},
    {"특허", " TEUKHEO "},
    {"특", " TEUK "},
    {"공보", " "},
    {"번호", " "},
    {"제", " "},
    {"호", " "},
    {"авторское свидетельство", " SU "},
    {"авт. св.", " SU "},
    {"а. с.", " SU "},
    {"а.с.", " SU "},
    {"евразийский", " EA "},
    {"еапв", " EA "},
    {"на изобретение", " "},
    {"на изобретения", " "},
    {"на полезную модель", " POLEZNAYA "},
    {"полезная модель", " POLEZNAYA "},
    {"патент", " PATENT "},
    {"пат.", " PATENT "},
    {"заявка", " APPLICATION "},
    {"российская федерация", " RU "},
    {"российской федерации", " RU "},
    {"россия", " RU "},
    {"рф", " RU "},
    {"ссср", " SU "},
    {"№", " NO. "},
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

/* The words of the table are in small letters. */
static bool starts_word(struct slice typed, const char *word)
{
    char small[2];

    if (slice_starts(typed, word))
        return true;
    if (typed.len < strlen(word) || ((unsigned char)word[0] | 1) != 0xd1)
        return false;
    for (size_t i = 0; word[i]; i++) {
        if ((unsigned char)word[i] < 0xd0) {
            if (typed.at[i] != word[i])
                return false;
            continue;
        }
        fold_cyrillic(typed.at + i, small);
        if (memcmp(small, word + i, 2) != 0)
            return false;
        i++;
    }
    return true;
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
    bool found;

    ret_plain[0] = character.len == 1 ? typed.at[0] : '\0';
    ret_plain[1] = '\0';
    if (character.len < 2)
        return character.len;
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (!starts_word(typed, words[i].typed))
            continue;
        strcpy(ret_plain, words[i].word);
        return strlen(words[i].typed);
    }
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
