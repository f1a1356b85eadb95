/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Spellings of the national offices of Europe, as title pages, registers and
 * bibliographies write them.
 */
#include "number-fixture.h"

static const struct t_spelt german[] = {
    {"DE 198 12 345 A1", "DE19812345A1"},
    {"DE 198 12 345 C2", "DE19812345C2"},
    {"DE 43 21 987 A1", "DE4321987A1"},
    {"DE 10 2005 012 345 A1", "DE102005012345A1"},
    {"DE 10 2005 012 345 A1 2006.09.28", "DE102005012345A1"},
    {"DE 10 2005 012 345 B4 2010.03.04", "DE102005012345B4"},
    {"DE 602 12 345 T2", "DE60212345T2"},
    {"DE 602 12 345 T2 2007.08.30", "DE60212345T2"},
    {"DE 695 12 345 T2", "DE69512345T2"},
    {"DE 60 2005 012 345 T2", "DE602005012345T2"},
    {"DE 11 2005 001 234 T5", "DE112005001234T5"},
    {"DE 298 12 345 U1", "DE29812345U1"},
    {"DE 20 2005 012 345 U1", "DE202005012345U1"},
    {"DE 20 2005 012 345.6", "DE202005012345.6"},
    {"DE 10 2005 012 345.6", "DE102005012345.6"},
    {"DE 198 12 345.6", "DE19812345.6"},
    {"198 12 345.6", "198123456: application DE19812345.6?"},
    {"10 2005 012 345.6", "1020050123456: application DE102005012345.6?"},
    {"P 43 21 987.6", "P43219876: application DE4321987.6?"},
    {"DE P 43 21 987.6", "DE4321987.6"},
    {"DE-P 43 21 987.6", "DE4321987.6"},
    {"DE-P4321987.6", "DE4321987.6"},
    {"P4321987.6", "P43219876: application DE4321987.6?"},
    {"DE P 41 23 456.7", "DE4123456.7"},
    {"P 41 23 456.7-12", "P41234567: application DE4123456.7?"},
    {"G 90 01 234.5", "G90012345: DE9001234U1?"},
    {"DE G 90 01 234.5", "DE9001234U1"},
    {"DE G 90 01 234", "DE9001234U1"},
    {"DE-G 90 01 234.5", "DE9001234U1"},
    {"DE G9001234.5", "DE9001234U1"},
    {"G9001234.5", "G90012345: DE9001234U1?"},
    {"DE-Gbm 90 01 234", "DE9001234U1"},
    {"DE GM 90 01 234", "DE9001234U1"},
    {"DE-U-90 01 234", "DE9001234U1"},
    {"DE-U1-90 01 234", "DE9001234U1"},
    {"DE 90 01 234 U1", "DE9001234U1"},
    {"DE 90 01 234 U", "DE9001234U1"},
    {"DE-Gbm 1 234 567", "DE1234567U"},
    {"DE-GM 1 234 567", "DE1234567U"},
    {"DE 1 234 567 U", "DE1234567U"},
    {"DE Gebrauchsmuster 90 01 234", "DE9001234U1"},
    {"Gebrauchsmuster G 90 01 234.5", "DE9001234U1"},
    {"deutsches Gebrauchsmuster 90 01 234", "DE9001234U1"},
    {"deutsches Gebrauchsmuster DE 20 2005 012 345 U1", "DE202005012345U1"},
    {"DE-OS 23 45 678", "DE2345678A1"},
    {"DE-OS 2345678", "DE2345678A1"},
    {"DE OS 23 45 678", "DE2345678A1"},
    {"DEOS 2345678", "DE2345678A1"},
    {"DE-AS 12 34 567", "DE1234567B"},
    {"DE-AS 23 45 678", "DE2345678B2"},
    {"DE-PS 12 34 567", "DE1234567"},
    {"DE-PS 123 456", "DE123456C"},
    {"DE-PS 43 21 987", "DE4321987"},
    {"DE-A-4321987", "DE4321987A1"},
    {"DE-A1-43 21 987", "DE4321987A1"},
    {"DE-A1-102005012345", "DE102005012345A1"},
    {"DE-C2-43 21 987", "DE4321987C2"},
    {"DE-B-1 234 567", "DE1234567B"},
    {"DE-T2-69512345", "DE69512345T2"},
    {"DT 2345678", "DE2345678"},
    {"DT-OS 2345678", "DE2345678A1"},
    {"DT 2345678 A1", "DE2345678A1"},
    {"Offenlegungsschrift 2345678", "DE2345678A1"},
    {"Offenlegungsschrift DE 23 45 678 A1", "DE2345678A1"},
    {"Auslegeschrift 1234567", "DE1234567B"},
    {"Deutsche Patentschrift 123456", "DE123456"},
    {"Patentschrift DE 198 12 345 C2", "DE19812345C2"},
    {"German Offenlegungsschrift 2,345,678", "DE2345678A1"},
    {"German Pat. No. 19812345", "DE19812345"},
    {"German Patent Application DE 10 2005 012 345 A1", "DE102005012345A1"},
    {"German patent application No. 10 2005 012 345.6", "DE102005012345.6"},
    {"German Utility Model DE 20 2005 012 345 U1", "DE202005012345U1"},
    {"Ger. Pat. 1,234,567", "DE1234567"},
    {"Ger. Offen. 2,345,678", "DE2345678A1"},
    {"DBP 1234567", "DE1234567"},
    {"D.B.P. 1234567", "DE1234567"},
    {"DRP 123456", "DE123456C"},
    {"D.R.P. 123,456", "DE123456C"},
    {"Aktenzeichen 10 2005 012 345.6",
     "1020050123456: application DE102005012345.6?"},
    {"Az.: 10 2005 012 345.6", "1020050123456: application DE102005012345.6?"},
    {"DE000010212345A1", "DE10212345A1"},
    {"DE000019812345A1", "DE19812345A1"},
    {"DE102005012345", "DE102005012345"},
    {"DE1020050123456", "DE102005012345.6"},
    {"102005012345", "102005012345: DE102005012345?"},
    {"DE 10 2005 012345 A1", "DE102005012345A1"},
    {"DE 102 12 345 B4", "DE10212345B4"},
    {"DE 100 12 345 A1", "DE10012345A1"},
    {"DD 123 456", "DD123456"},
    {"DD123456A1", "DD123456A1"},
    {"DD-WP 123 456", "DD123456"},
    {"DD-PS 123 456", "DD123456"},
    {"DE 4321987.6", "DE4321987.6"},
    {"DE 9001234.5", "DE9001234.5"},
};

static const struct t_spelt french[] = {
    {"FR 2 812 345 A1", "FR2812345A1"},
    {"FR-A1-2 812 345", "FR2812345A1"},
    {"FR-2.812.345", "FR2812345"},
    {"FR 2.812.345", "FR2812345"},
    {"FR 1.234.567", "FR1234567"},
    {"FR 1 234 567 A", "FR1234567A"},
    {"FR 05 12345",
     "FR0512345: application FR0512345-application or publication FR51"
     "2345?"},
    {"FR 0512345",
     "FR0512345: application FR0512345-application or publication FR51"
     "2345?"},
    {"FR 05/12345", "FR0512345-application"},
    {"FR 99 12345", "FR9912345-application"},
    {"FR 98/12345", "FR9812345-application"},
    {"FR 75 12345", "FR7512345-application"},
    {"FR 2812345 B1", "FR2812345B1"},
    {"FR-PS 1 234 567", "FR1234567"},
    {"FR-B1-2 812 345", "FR2812345B1"},
    {"FR-E-81234", "FR81234E"},
    {"Brevet français 2 812 345", "FR2812345"},
    {"brevet FR 2 812 345", "FR2812345"},
    {"demande de brevet FR 05 12345", "FR0512345-application"},
    {"demande de brevet français n° 05 12345", "FR0512345-application"},
    {"French Patent No. 1,234,567", "FR1234567"},
    {"French patent application No. 0512345", "FR0512345-application"},
    {"Fr. Pat. 1,234,567", "FR1234567"},
    {"Fr. Demande FR 2812345", "FR2812345"},
    {"FR 2812345 (A1)", "FR2812345A1"},
    {"FR 20 12345",
     "FR2012345: application FR2012345-application or publication FR20"
     "12345?"},
    {"FR1912345A1", NULL},
};

static const struct t_spelt british[] = {
    {"GB 2 345 678 A", "GB2345678A"},
    {"GB 2345678", "GB2345678"},
    {"GB-A-2 345 678", "GB2345678A"},
    {"GB 0512345.6", "GB0512345.6"},
    {"GB0512345.6", "GB0512345.6"},
    {"0512345.6", NULL},
    {"GB 1,234,567", "GB1234567"},
    {"GB 1 234 567 A", "GB1234567A"},
    {"UK Patent 1,234,567", "GB1234567"},
    {"UK Pat. Appl. 2 345 678 A", "GB2345678A"},
    {"British Patent No. 1,234,567", "GB1234567"},
    {"British Pat. Spec. 1234567", "GB1234567"},
    {"British Patent Specification No. 1,234,567", "GB1234567"},
    {"UK Patent Application No. 0512345.6", "GB0512345.6"},
    {"GB 12345/67", "GB6712345-application"},
    {"GB 12,345 of 1913", "GB191312345"},
    {"GB 12345 (1913)", "GB191312345"},
    {"GB 191312345", "GB191312345"},
    {"GB 1913 12345", "GB191312345"},
    {"GB1913/12345", "GB191312345"},
    {"GB 9912345.6", "GB9912345.6"},
    {"GB 1412345.6", "GB201412345.6"},
    {"GB-PS 1 234 567", "GB1234567"},
    {"GB 2345678 B", "GB2345678B"},
    {"United Kingdom Patent 2,345,678", "GB2345678"},
    {"Brit. Pat. 1,234,567", "GB1234567"},
    {"GB0512345A",
     "GB0512345A: application GB0512345-application or publication GB512345A?"},
};

static const struct t_spelt spanish[] = {
    {"P201230123",
     "P201230123: DOP201230123 or application EEP201230123-application"
     " or application ES201230123-application or GEP201230123 or IDP20"
     "1230123 or application SI201230123-application or SMP201230123?"},
    {"ES P201230123", "ES201230123-application"},
    {"ES P200900123", "ES200900123-application"},
    {"P200900123",
     "P200900123: DOP200900123 or application EEP200900123-application"
     " or application ES200900123-application or GEP20090123 or IDP200"
     "900123 or application SI200900123-application or SMP200900123?"},
    {"ES P 2012 30123", "ES201230123-application"},
    {"P-201230123",
     "P201230123: DOP201230123 or application EEP201230123-application"
     " or application ES201230123-application or GEP201230123 or IDP20"
     "1230123 or application SI201230123-application or SMP201230123?"},
    {"ES P9901234", "ES9901234-application"},
    {"ES P 9901234", "ES9901234-application"},
    {"ES U201230123", "ES201230123U-application"},
    {"U201230123",
     "U201230123: application EEU201230123U-application or application"
     " ES201230123U-application or GEU201230123 or application ROU2012"
     "30123U-application or SKU201230123 or application UAU201230123U-"
     "application?"},
    {"ES 201230123", "ES201230123-application"},
    {"ES 2 123 456 T3", "ES2123456T3"},
    {"ES 2123456", "ES2123456"},
    {"ES 2 123 456 B1", "ES2123456B1"},
    {"ES 1 012 345 U", "ES1012345U"},
    {"Patente ES 2123456", "ES2123456"},
    {"Spanish Patent Application No. P201230123", "ES201230123-application"},
    {"solicitud de patente P201230123",
     "P201230123: application DOP201230123-application or application "
     "EEP201230123-application or application ES201230123-application "
     "or application GEP201230123-application or application IDP201230"
     "123-application or application SI201230123-application?"},
    {"ES20120030123", "ES201230123-application"},
    {"ES20120030123U", "ES201230123U-application"},
    {"ES19990001234", "ES9901234-application"},
    {"ES 2 123 456 A1", "ES2123456A1"},
    {"ES E 12345678", NULL},
};

static const struct t_spelt italian[] = {
    {"MI2005A001234", "MI2005A001234: ITMI20051234?"},
    {"IT MI2005A001234", "ITMI20051234"},
    {"IT MI 2005 A 001234", "ITMI20051234"},
    {"MI 2005 A 001234", "MI2005A001234: ITMI20051234?"},
    {"IT-MI2005A001234", "ITMI20051234"},
    {"TO2005A000123", "TO2005A000123: ITTO20050123?"},
    {"IT TO2005A000123", "ITTO20050123"},
    {"IT102015000012345", "IT201500012345"},
    {"102015000012345", NULL},
    {"IT 102015000012345", "IT201500012345"},
    {"IT 10 2015 000012345", "IT201500012345"},
    {"IT 1 234 567 B", "IT1234567B"},
    {"IT 1234567", "IT1234567"},
    {"IT UB2015A001234", "ITUB20151234"},
    {"IT RM2005U000123", "ITRM20050123"},
    {"RM2005U000123", "RM2005U000123: ITRM20050123?"},
    {"IT2005MI01234", "ITMI20051234-application"},
    {"Italian Patent Application MI2005A001234", "ITMI20051234-application"},
    {"Italian Pat. 1,234,567", "IT1234567"},
    {"IT 12345 A/88", NULL},
    {"IT 202015000012345", "IT201500012345U1"},
};

static const struct t_spelt nordic[] = {
    {"SE 0501234-5", "SE0501234.5"},
    {"SE 501 234 C2", "SE501234C2"},
    {"SE 501234", "SE501234"},
    {"SE 8501234-5", "SE8501234.5"},
    {"SE 8501234 L", "SE8501234L"},
    {"SE 8501234 A", "SE8501234L"},
    {"SE 0501234 A", "SE0501234L"},
    {"SE 1050123 A", "SE1050123A1"},
    {"SE 1050123-4", "SE1050123.4"},
    {"SE 1050123 A1", "SE1050123A1"},
    {"SE-C2-501 234", "SE501234C2"},
    {"SE-B-450 123", "SE450123B"},
    {"SE 450 123 B", "SE450123B"},
    {"SE 123 456 A", "SE123456"},
    {"SE 123456", "SE123456"},
    {"Swedish Patent No. 501 234", "SE501234"},
    {"Swedish patent application 0501234-5", "SE0501234.5"},
    {"svenskt patent 501234", "SE501234"},
    {"NO 20051234", "NO20051234"},
    {"NO 20051234 A", "NO20051234A"},
    {"NO 20051234 A1", "NO20051234A1"},
    {"NO 2005 1234", "NO20051234"},
    {"NO 312345 B1", "NO312345B1"},
    {"NO 123 456 C", "NO123456C"},
    {"NO/EP 2345678 B1", "NO2345678T3"},
    {"NO/EP2345678", "NO2345678"},
    {"NO 851234", "NO851234"},
    {"NO-C-123456", "NO123456C"},
    {"NO-B-172345", "NO172345B"},
    {"Norwegian Patent 312345", "NO312345"},
    {"norsk patent 312345", "NO312345"},
    {"NO2005001234", NULL},
    {"PA 2005 01234", "PA200501234: DKPA200501234?"},
    {"DK 2005 01234 A", "DK200501234A"},
    {"DK 200501234 A", "DK200501234A"},
    {"DK PA200501234 A", "DKPA200501234A"},
    {"DK 123456 B", "DK123456B"},
    {"DK 174 123 B1", "DK174123B1"},
    {"DK 174123", "DK174123"},
    {"DK BA 2005 00123", "DK, BA200500123: DK200500123?"},
    {"DK/EP 2345678 T3", "DK2345678T3"},
    {"DK 1234/85", "DK123485"},
    {"DK 123485 A", "DK123485A"},
    {"DK-B-123456", "DK123456B"},
    {"DK 2005 00123 U", "DK200500123U"},
    {"dansk patent 174123", "DK174123"},
    {"FI 20051234 A", "FI20051234A"},
    {"FI 20051234", "FI20051234"},
    {"FI 112233 B", "FI112233B"},
    {"FI 89123 C", "FI89123C"},
    {"FI 851234", "FI851234"},
    {"FI U20050123", "FIU20050123"},
    {"FI/EP 2345678 T3", "FI2345678T3"},
    {"FI-C-89123", "FI89123C"},
    {"FI 12345 U1", "FI12345U1"},
    {"FI 20050123 U", "FI20050123U"},
    {"IS 7123", "IS7123"},
    {"IS 1234 B", "IS1234B"},
};

static const struct t_spelt alpine[] = {
    {"CH 123 456 A", "CH123456A"},
    {"CH 123456", "CH123456"},
    {"CH 01234/05", "CH20050001234-application"},
    {"CH 1234/05", "CH20050001234-application"},
    {"CH 00123/15", "CH20150000123-application"},
    {"CH 698 123 B1", "CH698123B1"},
    {"CH 712345 A2", "CH712345A2"},
    {"CH-PS 612 345", "CH612345"},
    {"CH-A5-612345", "CH612345A5"},
    {"CH-PS 123 456", "CH123456"},
    {"Schweizer Patent 123 456", "CH123456"},
    {"Swiss patent application No. 01234/05", "CH20050001234-application"},
    {"CH 2005 1234/05", NULL},
    {"CH1234/1985", "CH19850001234-application"},
    {"AT 412 345 B", "AT412345B"},
    {"AT 123456 T", "AT123456T"},
    {"AT E 123456", "ATE123456"},
    {"AT E123456 T1", "ATE123456T1"},
    {"ATE123456", "ATE123456"},
    {"A 1234/2005", "A12342005: application AT20050001234-application?"},
    {"AT A 1234/2005", "AT20050001234-application"},
    {"AT A1234/2005", "AT20050001234-application"},
    {"AT 1234/2005", "AT20050001234-application"},
    {"AT A 50123/2015", "AT20150050123-application"},
    {"AT 1234/05", "AT20050001234-application"},
    {"AT 1234/85", "AT19850001234-application"},
    {"AT-PS 123 456", "AT123456"},
    {"AT 500 123 A1", "AT500123A1"},
    {"AT 8 123 U1", "AT8123U1"},
    {"AT GM 123/2005", "AT20050000123U-application"},
    {"GM 123/2005", "GM1232005: application AT20050000123U-application?"},
    {"AT 123/2005 U1", "AT20050000123U-application"},
    {"AT 12342005 A", NULL},
    {"AT-B-412 345", "AT412345B"},
    {"AT A 1234/2005 A1", NULL},
    {"BE 2015/5123", "BE20150005123-application"},
    {"BE2015/5123", "BE20150005123-application"},
    {"BE 2015/05123", "BE20150005123-application"},
    {"BE 2005/0123", "BE20050000123-application"},
    {"BE 1 012 345 A3", "BE1012345A3"},
    {"BE 1012345", "BE1012345"},
    {"BE 899 123", "BE899123"},
    {"BE-A-899123", "BE899123A"},
    {"BE 899.123", "BE899123"},
    {"NL 1012345 C2", "NL1012345C2"},
    {"NL 1012345", "NL1012345"},
    {"NL 8501234", "NL8501234"},
    {"NL 85 01234", "NL8501234"},
    {"NL-A-85 01234", "NL8501234A"},
    {"NL-A-8501234", "NL8501234A"},
    {"NL-C-193456", "NL193456C"},
    {"NL 2012345", "NL2012345"},
    {"Octrooi NL 1012345", "NL1012345"},
    {"LU 91234", "LU91234"},
    {"LU 91 234 A1", "LU91234A1"},
    {"LU 100123", "LU100123"},
};

static const struct t_spelt eastern[] = {
    {"PV 2010-123", "PV2010123: application CZ20100000123-application?"},
    {"CZ PV 2010-123", "CZ20100000123-application"},
    {"CZ 2010-123", "CZ2010123"},
    {"CZ 2010-123 A3", "CZ2010123A3"},
    {"PV2010-123", "PV2010123: application CZ20100000123-application?"},
    {"CZ PV2010-123", "CZ20100000123-application"},
    {"PUV 2010-12345", "PUV201012345: application CZ20100012345U-application?"},
    {"CZ PUV 2010-12345", "CZ20100012345U-application"},
    {"PV 1234-85", "PV123485: application CS19850001234-application?"},
    {"CS PV 1234-85", "CS19850001234-application"},
    {"CZ 123-94 A3", "CZ12394A3"},
    {"CZ 301 234 B6", "CZ301234B6"},
    {"CZ 301234", "CZ301234"},
    {"CZ 20123 U1", "CZ20123U1"},
    {"Czech Patent Application PV 2010-123", "CZ20100000123-application"},
    {"SK PP 123-2005", "SK20050000123-application"},
    {"PP 50012-2010", "PP500122010: application SK20100050012-application?"},
    {"SK PP 0123-99", "SK19990000123-application"},
    {"SK 283 123 B6", "SK283123B6"},
    {"SK 123-2005 A3", "SK1232005A3"},
    {"PL P.345678", "PL345678A1"},
    {"P.123456",
     "P123456: DEP123456 or DOP123456 or GEP123456 or HRP123456 or HUP"
     "123456 or IDP123456 or JOP123456 or LVP123456 or MEP123456 or PL"
     "123456A1 or SMP123456 or YUP123456?"},
    {"P.345678",
     "P345678: DEP345678 or DOP345678 or GEP345678 or HRP345678 or HUP"
     "345678 or IDP345678 or JOP345678 or LVP345678 or MEP345678 or PL"
     "345678A1 or SMP345678 or YUP345678?"},
    {"P-345678",
     "P345678: DEP345678 or DOP345678 or GEP345678 or HRP345678 or HUP"
     "345678 or IDP345678 or JOP345678 or LVP345678 or MEP345678 or PL"
     "345678A1 or SMP345678 or YUP345678?"},
    {"PL P-345678", "PL345678A1"},
    {"PL P345678", "PL345678A1"},
    {"PL P.345678 A1", "PL345678A1"},
    {"W.123456", "W123456: PL123456U1?"},
    {"PL W.123456", "PL123456U1"},
    {"PL W123456", "PL123456U1"},
    {"PL 212 345 B1", "PL212345B1"},
    {"PL 212345", "PL212345"},
    {"PL 345678 A1", "PL345678A1"},
    {"Polish Patent Application P.345678", "PL345678A1"},
    {"PL Pat. 212345", "PL212345"},
    {"PL 1234567 T3", "PL1234567T3"},
    {"PL/EP 1234567 T3", "PL1234567T3"},
    {"HU P 05 01234", "HUP0501234"},
    {"HU P0501234", "HUP0501234"},
    {"HU P0501234 A2", "HUP0501234A2"},
    {"HU 0501234",
     "HU0501234: application HU0501234-application or publication HU50"
     "1234?"},
    {"HU 0501234 A2", "HU0501234A2"},
    {"HU 225 123 B1", "HU225123B1"},
    {"HU 225123", "HU225123"},
    {"HU T/41234", "HUT41234"},
    {"HU E012345", "HUE012345"},
    {"HU E 012 345 T2", "HUE012345T2"},
    {"HU 196 123 B", "HU196123B"},
    {"RO 123456 B1", "RO123456B1"},
    {"RO a 2005 00123", "ROA200500123-application"},
    {"RO a 2005 00123 A2", NULL},
    {"a 2005 00123",
     "A200500123: ATA200500123 or application ROA200500123-application"
     " or application UAA200500123-application?"},
    {"a2005 01234",
     "A200501234: ATA200501234 or application ROA200501234-application"
     " or application UAA200501234-application?"},
    {"a 2005 01234",
     "A200501234: ATA200501234 or application ROA200501234-application"
     " or application UAA200501234-application?"},
    {"u 2005 01234",
     "U200501234: application EEU200501234U-application or application"
     " ES200501234U-application or GEU20051234 or application ROU20050"
     "1234U-application or SKU200501234 or application UAU200501234U-a"
     "pplication?"},
    {"UA a 2005 01234", "UAA200501234-application"},
    {"UA a200501234", "UAA200501234-application"},
    {"UA a200501234 A", "UAA200501234-application"},
    {"UA u 2005 01234", "UAU200501234U-application"},
    {"UA A200501234", "UAA200501234-application"},
    {"UA U 2005 01234", "UAU200501234U-application"},
    {"UA 76123 C2", "UA76123C2"},
    {"UA 76123", "UA76123"},
    {"UA 12345 U", "UA12345U"},
    {"UA 2003010123", "UA2003010123-application"},
    {"Ukrainian Patent Application a 2005 01234", "UAA200501234-application"},
    {"UA 123 456 C2", "UA123456C2"},
    {"BG 65123 B1", "BG65123B1"},
    {"BG 108123 A", "BG108123A"},
    {"BG 108123", "BG108123"},
};

static void german_ones(void)
{
    T_EACH(german);
}

static void french_ones(void)
{
    T_EACH(french);
}

static void british_ones(void)
{
    T_EACH(british);
}

static void spanish_ones(void)
{
    T_EACH(spanish);
}

static void italian_ones(void)
{
    T_EACH(italian);
}

static void nordic_ones(void)
{
    T_EACH(nordic);
}

static void alpine_ones(void)
{
    T_EACH(alpine);
}

static void eastern_ones(void)
{
    T_EACH(eastern);
}

TEST_MAIN({"Germany", german_ones}, {"France", french_ones},
          {"Britain", british_ones}, {"Spain", spanish_ones},
          {"Italy", italian_ones}, {"the North", nordic_ones},
          {"Switzerland to Luxembourg", alpine_ones},
          {"the East", eastern_ones})
