/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers as Japanese, Korean and Chinese texts have them, as lists and
 * abstract services print them, and what no number of an office looks like.
 */
#include "number-fixture.h"

static void japanese(void)
{
    T_SPELT({"平成5年特許願第123456号", "JP19930123456-application"},
            {"昭和60年実用新案登録願第12345号", "JP19850012345U-application"},
            {"平成17年特許願第123456号", "JP2005123456-application"},
            {"令和3年特許願第012345号", "JP2021012345-application"},
            {"平成９年特許出願公開第12345号", "JPH0912345A"}, {"平成5年", NULL},
            {"昭和65年特許願第123号", NULL},
            {"特許公開平5-123456", "JPH05123456A"},
            {"特許公開2005-123456", "JP2005123456A"},
            {"特許出願番号2005-123456", "JP2005123456-application"},
            {"特許公報(B2) 特許第5123456号", "JP5123456B2"},
            {"日本国特許第5123456号", "JP5123456B2"},
            {"米国特許第6,099,572号明細書", "US6099572"},
            {"米国特許出願公開第2005/0123456号", "US2005123456A1"},
            {"欧州特許出願公開第1234567号明細書", "EP1234567"},
            {"独国特許出願公開第102005012345号明細書", "DE102005012345A1"},
            {"韓国公開特許第10-2005-0123456号", "KR20050123456A"},
            {"中国特許第101234567号", "CN101234567"},
            {"台湾実用新案第M123456号", "TWM123456"},
            {"国際公開第2005/012345号パンフレット", "WO2005012345"},
            {"国際出願番号PCT/JP2005/001234", "PCT-JP2005-001234"},
            {"中華民國專利證書號第I123456號", "TWI123456"});
}

static void korean(void)
{
    T_SPELT(
        {"특1999-0012345",
         "KR19990012345: publication KR19990012345 or application KR19990012345-application?"},
        {"특1998-012345",
         "KR19980012345: publication KR19980012345 or application KR19980012345-application?"},
        {"공개번호 특1999-0012345", "KR19990012345"},
        {"출원번호 10-2005-0123456", "KR20050123456-application"},
        {"등록번호: 10-1234567", "KR101234567"},
        {"등록특허공보(B1) 10-1234567", "KR101234567B1"},
        {"공개특허 특1999-0012345", "KR19990012345A"},
        {"실용신안등록 제20-0412345호", "KR200412345"},
        {"미국 특허 제6,099,572호", "US6099572"},
        {"미국 특허공개 제2005/0123456호", "US2005123456A1"},
        {"일본 특개평5-123456", "JPH05123456A"},
        {"일본공개특허 특개2005-123456", "JP2005123456A"},
        {"국제특허출원 PCT/KR2005/001234", "PCT-KR2005-001234"},
        {"유럽 특허 제1234567호", "EP1234567"});
}

static void chinese(void)
{
    T_SPELT({"专利号201810246441.8", "CN201810246441.8"},
            {"申请号：201810246441.8", "CN201810246441.8"},
            {"(21)申请号 201810246441.8", "CN201810246441.8"},
            {"公开（公告）号：CN108123456A", "CN108123456A"},
            {"日本专利 特开2005-123456", "JP2005123456A"},
            {"国际申请 PCT/CN2018/081234", "PCT-CN2018-081234"},
            {"国际公开号 WO2018/123456", "WO2018123456"},
            {"中国台湾专利 TWI123456", "TWI123456"},
            {"美国专利申请公开 US2005/0123456", "US2005123456"},
            {"外观设计专利 CN301234567S", "CN301234567S"});
}

static void of_publications_of_japan(void)
{
    T_SPELT(
        {"Japanese Patent Publication No. 58-12345",
         "JPS5812345: JPS5812345A or JPS5812345B2?"},
        {"Japanese Patent Publication No. 10-12345", "JPH1012345"},
        {"Japanese Patent Publication 2005-123456", "JP2005123456"},
        {"Japanese Utility Model Publication No. 58-12345",
         "JPS5812345: JPS5812345U or JPS5812345Y2?"},
        {"Japanese Examined Utility Model Publication No. 58-12345",
         "JPS5812345Y2"},
        {"Japanese Unexamined Utility Model Publication No. 58-12345",
         "JPS5812345U"},
        {"Japanese Utility Model Application No. 58-12345",
         "JP19830012345U-application"},
        {"JP-A-8179521", "JP8179521A: JPH08179521A or JP8179521B2?"},
        {"JP 5123456 A", "JP5123456A: JPH05123456A or JP5123456B2?"},
        {"Jpn. Tokkyo Koho 58 12345",
         "JP5812345B: JPS5812345B2 or JP5812345B2?"},
        {"JP 96-179521", "JP96179521: JPH08179521?"},
        {"JP2005123456B2",
         "JP2005123456B2: JP2005123456? No such number has the kind B2 of JP"},
        {"JP-T-2005-512345", "JP2005512345A"},
        {"JP 47129920 U", "JPS47129920U"},
        {"JP 19129920 U", "JP19129920U: JPS19129920U or JP2019129920U?"},
        {"JP47129920U-application", "JP19720129920U-application"},
        {"JP32789696-application", "JP19960327896-application"},
        {"JP05123472-application",
         "JP05123472: application JP19930123472-application or JP19720051234-application?"});
}

static void of_utility_models(void)
{
    T_SPELT({"Austrian utility model 8123", "AT8123U1"},
            {"Ukrainian utility model 98123", "UA98123U"},
            {"Chinese utility model CN2123456Y", "CN2123456Y"},
            {"Korean Utility Model Registration No. 20-0412345", "KR200412345"},
            {"German Utility Model DE 20 2010 012 345 U1", "DE202010012345U1"},
            {"Taiwan Utility Model M123456", "TWM123456"});
}

static void numbers_that_no_publication_has(void)
{
    T_SPELT(
        {"FR 9812345", "FR9812345-application"},
        {"FR9812345A", "FR9812345-application"},
        {"FR 98 12345", "FR9812345-application"},
        {"FR0512345A",
         "FR0512345A: application FR0512345-application or publication FR512345A?"},
        {"GB9812345", "GB9812345-application"},
        {"GB 9812345 A", "GB9812345-application"},
        {"GB 9812345 D0", "GB9812345D0"},
        {"GB 201312345", "GB201312345-application"},
        {"GB 12,345/13", "GB191312345"},
        {"GB 12345/73", "GB7312345-application"},
        {"ES 9801234", "ES9801234-application"},
        {"ES 8012345 A1", "ES8012345A1"}, {"CN98101234A", "CN98101234.5"},
        {"CN98101234B", NULL}, {"US 2000/0123456", NULL},
        {"US 1999/123456", NULL}, {"US9999999999", NULL}, {"US123456789", NULL},
        {"US 45/123456", NULL},
        {"US94268010", "US94268010: application US20100942680-application?"},
        {"RU 1234567890", NULL});
}

static void kinds_by_width(void)
{
    T_SPELT(
        {"US 6099572 A1",
         "US6099572A1: US6099572? No such number has the kind A1 of US"},
        {"US 2005/0123456 B1",
         "US20050123456B1: US2005123456? No such number has the kind B1 of US"},
        {"US 6099572 E1",
         "US6099572E1: US6099572? No such number has the kind E1 of US"},
        {"US 24087 E", "USRE24087E"},
        {"US 6099572 S1",
         "US6099572S1: US6099572? No such number has the kind S1 of US"},
        {"KR 10-2005-0123456 B1",
         "KR20050123456B1: publication KR20050123456A or application "
         "KR20050123456-application? No patent has such a number"},
        {"US Design Application 29/123,456", "US29-123456-application"});
}

static void digits_that_are_no_padding(void)
{
    T_SPELT({"ZA 05/1234", "ZA200501234"}, {"ZA 2005/1234", "ZA200501234"},
            {"ZA 98/1234", "ZA981234"}, {"US 2005/123", "US2005000123"},
            {"AU 2005/123", "AU2005000123"},
            {"KR 96-12345 B1", "KR960012345B1"},
            {"KR9612345B1", "KR9612345B1: KR960012345B1?"},
            {"KR 98-12345", "KR9812345: KR980012345B1?"},
            {"KR 11-1234567", NULL},
            {"PCT/EP2004/0085312", "PCT/EP2004/0085312: PCT-EP2004-085312?"},
            {"PCTEP2004008531", "PCT-EP2004-008531"},
            {"IT RM94A000123", "ITRM940123"},
            {"GC 2010-15678", "GC20100015678-application"},
            {"GC/P/2010/15678", "GC20100015678-application"});
}

static void more_than_a_number(void)
{
    T_SPELT(
        {"EP 1 234 567 B1, claim 1", "EP1234567B1"},
        {"EP1234567A1 (granted)", "EP1234567A1"},
        {"EP 1234567 B1 (expired)", "EP1234567B1"},
        {"EP1234567A1 [0012]", "EP1234567A1"},
        {"EP 1 234 567, paragraph [0012]", "EP1234567"},
        {"US 6,099,572 to Smith", "US6099572"},
        {"US 6,099,572 (Smith et al.)", "US6099572"},
        {"6,099,572 (Malta)", "6,099,572 (Malta): US6099572?"},
        {"EP1234567A1 Siemens AG", "EP1234567A1 Siemens AG: EP1234567A1?"},
        {"EP2814089 B1 (DE)", "EP2814089 B1 (DE): EP2814089B1?"},
        {"EP1234567A1/B1",
         "EP1234567A1/B1: EP1234567A1 or EP1234567B1? One number at a time"},
        {"EP1234567A1 and B1",
         "EP1234567A1 and B1: EP1234567A1 or EP1234567B1? One number at a time"},
        {"EP1234567A1; US6099572",
         "EP1234567A1; US6099572: EP1234567A1 or US6099572? One number at a time"},
        {"US 6,099,572; 6,099,573",
         "US 6,099,572; 6,099,573: US6099572 or US6099573? One number at a time"},
        {"US 6,099,572 and 6,099,573",
         "US 6,099,572 and 6,099,573: US6099572 or US6099573? One number at a time"},
        {"EP1234567 (WO2005/012345)",
         "EP1234567 (WO2005/012345): EP1234567 or WO2005012345? One number at a time"},
        {"EP1234567A1 5", NULL});
}

static void lists_and_abstract_services(void)
{
    T_SPELT(
        {"1. EP1234567A1", "EP1234567A1"}, {"[12] US 6,099,572", "US6099572"},
        {"- EP1234567A1", "EP1234567A1"}, {"D1: EP1234567A1", "EP1234567A1"},
        {"PCT Int. Appl. (2005), WO 2005012345 A2", "WO2005012345A2"},
        {"PCT Int. Appl. (2005), 45 pp. WO 2005012345 A2", "WO2005012345A2"},
        {"Ger. Offen. (2005), DE 102004012345 A1", "DE102004012345A1"},
        {"U.S. Patent 6,099,572, 2000.", "US6099572"},
        {"EP2814089B1:", "EP2814089B1"}, {"«EP2814089B1»", "EP2814089B1"},
        {"ÖSTERREICHISCHES Patent 412345", "AT412345"},
        {"World Patent WO2005012345", "WO2005012345"},
        {"Euro-PCT EP13717268.0", "EP13717268.0"},
        {"European patent application EP-A-2 814 089", "EP2814089"});
}

static void letters_for_digits(void)
{
    T_SPELT({"EP O 123 456 B1", "EP O 123 456 B1: EP0123456B1?"},
            {"EP2814O89B1", "EP2814O89B1: EP2814089B1?"},
            {"EP 2 8I4 089 B1", "EP 2 8I4 089 B1: EP2814089B1?"},
            {"EPl234567", "EPl234567: EP1234567?"},
            {"TW I123456", "TWI123456"});
}

TEST_MAIN({"Japanese", japanese}, {"Korean", korean}, {"Chinese", chinese},
          {"of publications of Japan", of_publications_of_japan},
          {"of utility models", of_utility_models},
          {"numbers that no publication has", numbers_that_no_publication_has},
          {"kinds by width", kinds_by_width},
          {"digits that are no padding", digits_that_are_no_padding},
          {"more than a number", more_than_a_number},
          {"lists and abstract services", lists_and_abstract_services},
          {"letters for digits", letters_for_digits})
