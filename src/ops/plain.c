/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A word of another script becomes the word that ops/phrase.c knows, between
 * blanks; the name of a Japanese era becomes its letter.
 */
#include "ops/plain.h"

#include <errno.h>
#include <string.h>

/* Ranges of characters that are typeset for one of ASCII; 0: nothing at all,
 * as of marks that have no width. */
static const struct {
    const char *first, *last;
    char plain;
} typeset[] = {
    {"\xc2\xa0", "\xc2\xa0", ' '},         /* no-break space */
    {"\xc2\xad", "\xc2\xad", 0},           /* soft hyphen */
    {"\xc2\xb0", "\xc2\xb0", '.'},         /* degree: N° */
    {"\xc2\xba", "\xc2\xba", '.'},         /* ordinal: Nº */
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
    {"特許第", " TOKKYO "},
    {"特許出願公開", " KOKAI "},
    {"公開特許公報", " KOKAI "},
    {"特許公報", " TOKKYO "},
    {"特許", " TOKKYO "},
    {"公開番号", " "},
    {"登録実用新案", " JITSUYO "},
    {"実登", " JITSUYO "},
    {"意匠登録", " ISHO "},
    {"意登", " ISHO "},
    {"実用新案登録", " JITSUYO "},
    {"国際公開", " WIPO "},
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
    {"日本", " JP "},
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
    {"申请公布", " PUBLICATION "},
    {"专利申请", " APPLICATION "},
    {"专利", " PATENT "},
    {"專利", " PATENT "},
    {"公布", " PUBLICATION "},
    {"公开", " PUBLICATION "},
    {"公開", " PUBLICATION "},
    {"公告", " PUBLICATION "},
    {"授权", " PUBLICATION "},
    {"申请", " APPLICATION "},
    {"申請", " APPLICATION "},
    {"出願", " APPLICATION "},
    {"发明", " PATENT "},
    {"實用新型", " PATENT "},
    {"实用新型", " PATENT "},
    {"番", " "},
    {"대한민국", " KR "},
    {"한국", " KR "},
    {"등록실용신안", " KR "},
    {"공개실용신안", " KR "},
    {"등록특허", " KR "},
    {"공개특허", " KR "},
    {"출원", " APPLICATION "},
    {"공개", " PUBLICATION "},
    {"등록", " PATENT "},
    {"특허", " KR "},
    {"공보", " "},
    {"번호", " "},
    {"제", " "},
    {"호", " "},
    {"авторское свидетельство", " SU "},
    {"авт. св.", " SU "},
    {"а. с.", " SU "},
    {"а.с.", " SU "},
    {"евразийский", " EA "},
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

/* A small letter with an accent, c3 a0 .. c3 bf, in the middle of a word. */
static char unaccented(struct slice typed, char before)
{
    static const char letters[] = "aaaaaa?ceeeeiiii?nooooo?ouuuuy?y";
    const unsigned char *at = (const unsigned char *)typed.at;

    if (typed.len < 3 || at[0] != 0xc3 || at[1] < 0xa0 || !is_alpha(before) ||
        !(is_alpha(typed.at[2]) || at[2] == 0xc3) ||
        letters[at[1] - 0xa0] == '?')
        return 0;
    return letters[at[1] - 0xa0];
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
static size_t read_one(struct slice typed, char before, char ret_plain[20])
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

int plain_read(struct slice typed, char ret_text[PLAIN_MAX + 1])
{
    size_t len = 0;

    while (typed.len) {
        char plain[20];
        size_t used = read_one(typed, len ? ret_text[len - 1] : ' ', plain);
        size_t add = strlen(plain);

        if (!used || len + add > PLAIN_MAX)
            return -ENOENT;
        memcpy(ret_text + len, plain, add);
        len += add;
        typed.at += used;
        typed.len -= used;
    }
    ret_text[len] = '\0';
    return 0;
}
