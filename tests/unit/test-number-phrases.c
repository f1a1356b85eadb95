/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers with the words of bibliographies, search reports, spreadsheets and
 * links around them.
 */
#include "number-fixture.h"

static void words_in_front(void)
{
    T_SPELT({"US Patent 5,123,457", "US5123457"},
            {"U.S. Pat. No. 5,123,457", "US5123457"},
            {"U. S. Patent No. 5,123,457 B1", "US5123457B1"},
            {"United States Patent 5,123,457", "US5123457"},
            {"USP 5,123,457", "US5123457"}, {"Patent US5123457", "US5123457"},
            {"US Patent #5,123,457", "US5123457"},
            {"Patent number: US 5,123,457", "US5123457"},
            {"US 5'123'457", "US5123457"},
            {"US Patent 5,123,457, 1992", "US5123457"},
            {"European Patent 0 456 789 B1", "EP0456789B1"},
            {"Eur. Pat. Appl. EP 456789", "EP0456789"},
            {"European Patent Application EP 0 456 789 A2", "EP0456789A2"},
            {"UK Patent GB 2 198 765", "GB2198765"},
            {"Ger. Offen. DE 3456789", "DE3456789A1"},
            {"Can. Pat. 1,198,765", "CA1198765"},
            {"Chinese Patent CN 103456789 B", "CN103456789B"},
            {"Korean Patent 10-1987654", "KR101987654"},
            {"brevet europ\xc3\xa9"
             "en EP 0 456 789",
             "EP0456789"},
            {"International Publication No. 2011/045678", "WO2011045678"},
            {"PCT Int. Appl. WO 9345678", "WO1993045678"});
    T_SPELT({"Serial No. 11/234,567", "US11-234567-application"},
            {"Ser. No. 15/234,567", "US15-234567-application"},
            {"S/N 15/234,567", "US15-234567-application"},
            {"US Patent App. 15/234,567", "US15-234567-application"},
            {"European Patent Application No. 13717268.0", "EP13717268.0"},
            {"US Patent Application 2011/0045678", "US2011045678"},
            {"Japanese Patent Application No. 2011-045678",
             "JP2011045678-application"},
            {"Japanese Unexamined Patent Application Publication No. "
             "2011-045678",
             "JP2011045678A"},
            {"PCT Application No. PCT/US2011/045678", "PCT-US2011-045678"},
            {"European patent application 3123456",
             "EP3123456: application EP03123456.0 or publication EP3123456?"});
}

/* Norway, Panama, Sweden, Argentina, Dominica, Iceland … */
static void a_word_is_no_office(void)
{
    T_SPELT({"No. 5,123,457", "US5123457"}, {"No 5,123,457", "US5123457"},
            {"NO. 5,123,457", "US5123457"}, {"Pat. 5,123,457", "US5123457"},
            {"N\xc2\xb0 5,123,457", "US5123457"},
            {"No. 312345", "312345: EP0312345 or US312345 or NO312345?"},
            {"NO 312345 B1", "NO312345B1"}, {"no312345b1", "NO312345B1"},
            {"NO.312345.B1", "NO312345B1"},
            {"Norwegian Patent No. 312345", "NO312345"},
            {"Norwegian patent NO 312345", "NO312345"}, {"Art. 312345", NULL},
            {"Fig. 3123456", NULL}, {"ISBN 3123456", NULL}, {"PAX312345", NULL},
            {"Lot 312345", NULL}, {"SERVER123456", NULL}, {"Dec. 312345", NULL},
            {"Sec. 312345", NULL}, {"de EP0456789", "EP0456789"},
            {"id US-5123457-A", "US5123457A"},
            {"German patent EP3456789",
             "DE, EP3456789: EP3456789 or DE3456789?"});
}

static void a_class_between_office_and_number(void)
{
    T_SPELT({"EP-A-0 456 789", "EP0456789"}, {"EP-A2-0456789", "EP0456789A2"},
            {"EP-B-0 456 789", "EP0456789B1"}, {"EP-A- 0 456 789", "EP0456789"},
            {"WO-A-93/12345", "WO1993012345"},
            {"WO-A1-2011/045678", "WO2011045678A1"},
            {"US-A-5 123 457", "US5123457A"}, {"GB-A-2198765", "GB2198765A"},
            {"GBA2198765", "GB2198765A"}, {"DE-OS 3 456 789", "DE3456789A1"},
            {"DE-AS 1 198 765", "DE1198765B"}, {"DE-PS 812 345", "DE812345C"},
            {"DE-GM 85 12 345", "DE8512345U1"}, {"DE-C-4345678", "DE4345678"},
            {"FR-A-2 456 789", "FR2456789"}, {"AU-B-23456/87", "AU2345687B"},
            {"CH-A-654321", "CH654321"}, {"NL-A-8701234", "NL8701234A"},
            {"SU-A-1234567", "SU1234567"}, {"BE-A-899123", "BE899123A"},
            {"JP-A-62-123456", "JPS62123456A"}, {"JP-A-5-12345", "JPH0512345A"},
            {"JP-A-2011-045678", "JP2011045678A"},
            {"JP-B-7-54321", "JPH0754321B2"},
            {"JPA2011045678", "JP2011045678A"},
            {"EP-B1-0456789 B1", "EP0456789B1"}, {"EP-A-0456789 B1", NULL},
            {"EP-T-0456789", NULL});
}

static void what_stands_after(void)
{
    T_SPELT({"2654321(RU)", "RU2654321"}, {"2654321 C1 (RU)", "RU2654321C1"},
            {"2654321(RU) C1", "RU2654321C1"}, {"2654321 RU", "RU2654321"},
            {"2654321RU", "2654321RU: RU2654321?"},
            {"EP0456789 (A1)", "EP0456789A1"},
            {"EP0456789 [B1]", "EP0456789B1"},
            {"EP0456789 (A1) \xe2\x80\x95 1991-11-13", "EP0456789A1"},
            {"EP0456789 (A1) - 1991-11-13", "EP0456789A1"},
            {"EP0456789B1, 13.11.1991", "EP0456789B1"},
            {"EP0456789 EP", "EP0456789"},
            {"US201213123456 20120629", "US201213123456-application"},
            {"AU19870023456 19870908", "AU2345687-application"},
            {"US19860912345 19860909", "US19860912345-application"},
            {"US20040023667 20020107", "US20040023667-application"},
            {"EP20100167109 20100623", "EP10167109.7"});
}

static void a_kind_that_the_office_has_not(void)
{
    T_SPELT({"EP0456789RU",
             "EP0456789RU: EP0456789 or RU456789?"
             " There is no kind RU of EP; there are A1 A2 A3 A4 A8 A9 B1 B2 B3 "
             "B8 B9 C0"},
            {"WO2011045678B2",
             "WO2011045678B2: WO2011045678? There is no kind B2 of WO; there "
             "are A1 A2 A3 A4 A8 A9 B1 C1 C2"},
            {"US5123457XY",
             "US5123457XY: US5123457? There is no kind XY of US"},
            {"GB2198765DE",
             "GB2198765DE: GB2198765 or DE2198765? There is no kind DE of GB; "
             "there are A B C C2 C3 D0 I1 I2"});
}

static void national_parts_of_european_patents(void)
{
    T_SPELT({"DK/EP 3456789 T3", "DK3456789T3"}, {"NO/EP3456789", "NO3456789"},
            {"FI/EP 3456789 T3", "FI3456789T3"},
            {"PL/EP 3456789 T3", "PL3456789T3"},
            {"HU/EP 3456789",
             "HU/EP3456789: EP3456789? No document of HU has this number, see "
             "family/"});
}

static void other_scripts(void)
{
    T_SPELT({"特開平5-12345", "JPH0512345A"},
            {"特開昭62-123456号公報", "JPS62123456A"},
            {"特開2011-045678", "JP2011045678A"},
            {"特開平５－１２３４５", "JPH0512345A"},
            {"特許第4567890号", "JP4567890B2"},
            {"特願2011-045678", "JP2011045678-application"},
            {"特願平5-123456", "JP19930123456-application"},
            {"実開昭62-12345", "JPS6212345U"},
            {"再表98/23456", "JPWO1998023456"},
            {"国際公開第2011/045678号", "WO2011045678"},
            {"中国专利ZL201210106458.6", "CN201210106458.6"},
            {"등록특허 10-1987654", "KR101987654B1"},
            {"патент РФ № 2654321", "RU2654321"},
            {"ＥＰ０４５６７８９Ｂ１", "EP0456789B1"});
}

static void links(void)
{
    T_SPELT(
        {"https://patents.google.com/patent/US20110045678A1/en",
         "US2011045678A1"},
        {"https://patents.google.com/patent/CN103456789B/zh?oq=CN103456789B",
         "CN103456789B"},
        {"https://www.google.com/patents/US5123457", "US5123457"},
        {"https://worldwide.espacenet.com/patent/search?q=pn%3DEP0456789B1",
         "EP0456789B1"},
        {"https://worldwide.espacenet.com/patent/search/family/012345678/"
         "publication/EP0456789A1?q=pn%3DEP0456789",
         "EP0456789A1"},
        {"https://worldwide.espacenet.com/publicationDetails/biblio?CC=US&"
         "NR=2011045678A1&KC=A1&FT=D",
         "US2011045678A1"},
        {"http://worldwide.espacenet.com/textdoc?DB=EPODOC&IDX=EP0456789",
         "EP0456789"},
        {"https://www.lens.org/lens/patent/EP_0456789_B1", "EP0456789B1"},
        {"https://www.lens.org/lens/patent/012-345-678-901-234", NULL},
        {"https://register.epo.org/application?number=EP13717268&tab=main",
         "EP13717268.0"},
        {"https://patentscope.wipo.int/search/en/detail.jsf?docId="
         "WO2011045678",
         "WO2011045678"},
        {"https://www.freepatentsonline.com/5123457.html", "US5123457"},
        {"https://data.epo.org/publication-server/rest/v1.2/patents/"
         "EP0456789NWB1/document.pdf",
         "EP0456789B1"},
        {"https://patentimages.storage.googleapis.com/1f/2e/US9234567.pdf",
         "US9234567"},
        {"https://worldwide.espacenet.com/patent/search?q=EP2345678B1",
         "EP2345678B1"},
        {"https://patentscope.wipo.int/search/en/WO2014098765", "WO2014098765"},
        {"https://patentscope.wipo.int/search/en/detail.jsf?docId="
         "US98765432",
         NULL},
        {"https://patents.justia.com/patent/9234567", "US9234567"},
        {"https://www.lens.org/lens/patent/012-345-678-901-234", NULL},
        {"https://patents.google.com/?oq=US9234567B2&before=EP2345678", NULL},
        {"https://example.org/EP0456789", NULL}, {"https://", NULL},
        {"http://patents.google.com/patent/", NULL});
}

/* As on title pages, in references and in cells. */
static void what_stands_around(void)
{
    T_SPELT({"(11) EP 2 345 678 B1", "EP2345678B1"},
            {"(10) Pub. No.: US 2014/0098765 A1", "US2014098765A1"},
            {"RU (11) 2 754 321 (13) C1", "RU2754321C1"},
            {"US Patent 9,234,567 B2, Jan. 12, 2016", "US9234567B2"},
            {"US 9,234,567 (12 January 2016)", "US9234567"},
            {"EP 2 345 678 B1, May 2014", "EP2345678B1"},
            {"\"US9234567\"", "US9234567"}, {"[EP2345678]", "EP2345678"},
            {"US9234567,", "US9234567"}, {"EPA 0456789", "EP0456789"},
            {"EPB 0456789", "EP0456789B1"}, {"(EP2345678", NULL},
            {"May 2014", NULL});
}

/* Two dates and a range; digits that a copy lost. */
static void what_only_looks_like_one(void)
{
    T_SPELT({"11/06/2014", "11062014: application EP11062014.3 or application "
                           "US11-062014-application?"},
            {"US 7,123,456-8", NULL}, {"US 7123456/57", NULL},
            {"CA 2,345,67", NULL}, {"US 20140506", NULL},
            {"JP 2014-0123456 A",
             "JP20140123456A: publication JP2014123456A or application "
             "JP2014123456-application?"},
            {"DE 40 2014 012 345", NULL}, {"KR 10-14-0012345", NULL},
            {"IT 10 2014 12345", NULL});
}

TEST_MAIN({"what only looks like one", what_only_looks_like_one},
          {"what stands around", what_stands_around},
          {"words in front", words_in_front},
          {"a word is no office", a_word_is_no_office},
          {"a class between office and number",
           a_class_between_office_and_number},
          {"what stands after", what_stands_after},
          {"a kind that the office has not", a_kind_that_the_office_has_not},
          {"national parts of European patents",
           national_parts_of_european_patents},
          {"other scripts", other_scripts}, {"links", links})
