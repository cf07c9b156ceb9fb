import { describe, expect, test } from "vitest";
import { createRedactor, defaultRedaction } from "./redact.ts";

const redact = createRedactor(defaultRedaction);

describe("taken out", () => {
  test.each([
    ["Write to jane.doe+x@example.co.uk, please.", "Write to [e-mail], please."],
    ["jane@example.org", "[e-mail]"],
    ["<JANE@EXAMPLE.ORG>", "<[e-mail]>"],
    ["jane @ example.org or jane (at) example (dot) org", "[e-mail] or [e-mail]"],
    ["müller@bücher.de, 山田@例え.jp", "[e-mail], [e-mail]"],
    ["ja\u00adne\u200b@exa\u200dmple.org", "[e-mail]"],
    ["ｊａｎｅ＠ｅｘａｍｐｌｅ．ｏｒｇ", "[e-mail]"],
    ["jane[at]example[dot]org!", "[e-mail]!"],
    ["mail: jane@192.168.0.1.", "mail: [e-mail]."],
    ['to "Jane Doe"@example.org or jane😀@example.org', "to [e-mail] or [e-mail]"],
  ])("e-mail: %j", (text, redacted) => expect(redact(text)).toBe(redacted));

  test.each([
    ["Call +49 30 1234567 now", "Call [phone] now"],
    ["+49 (0)30 / 123 45-67", "[phone]"],
    ["(+49) 30 1234567", "[phone]"],
    ["0049 30 1234567", "[phone]"],
    ["00493012345678", "[phone]"],
    ["0170/1234567 oder 0170-12 34 56 7", "[phone] oder [phone]"],
    ["030 123 456", "[phone]"],
    ["030 12345", "[phone]"],
    ["01701234567.", "[phone]."],
    ["(030) 12 34 56", "[phone]"],
    ["01 23 45 67 89", "[phone]"],
    ["01.23.45.67.89", "[phone]"],
    ["020 7946 0958", "[phone]"],
    ["03-1234-5678、090-1234-5678", "[phone]、[phone]"],
    ["０９０－１２３４－５６７８", "[phone]"],
    ["٠١٧٠ ١٢٣٤٥٦٧", "[phone]"],
    ["555-123-4567", "[phone]"],
    ["(555) 123-4567, 1-800-555-0199", "[phone], [phone]"],
    ["555.123.4567", "[phone]"],
    ["My phone number is 5551234567", "My phone number is [phone]"],
    ["ring me back at 7946 0958", "ring me back at [phone]"],
    ["Tel.: 1234567", "Tel.: [phone]"],
    ["llámame al 612345678", "llámame al [phone]"],
    ["Meine Handynummer: 176 1234567", "Meine Handynummer: [phone]"],
    ["+49\u00a030\u20091234567", "[phone]"],
    ["+4\u200b9301234\u200b567", "[phone]"],
    ["0170 1234567 0171 7654321", "[phone] [phone]"],
    ["0170 1234567,0171 7654321", "[phone],[phone]"],
    ["030 123456 / 040 654321", "[phone] / [phone]"],
    ["+1 212 555 0100, note 5", "[phone], note 5"],
    ["+49 30 1234567 5 stars", "[phone] 5 stars"],
    ["tel:+493012345678", "tel:[phone]"],
    ["my number is 612 345 678", "my number is [phone]"],
    ["Meine Nummer ist 176 1234567", "Meine Nummer ist [phone]"],
    ["mon numéro: 612345678", "mon numéro: [phone]"],
    ["0 171 2345678, 0 30 / 1234567", "[phone], [phone]"],
    ["call 2026 1129 or 0800-1900123", "call [phone] or [phone]"],
  ])("phone: %j", (text, redacted) => expect(redact(text)).toBe(redacted));

  test.each([
    ["4111 1111 1111 1111 exp 12/26", "[card] exp 12/26"],
    ["4111111111111111", "[card]"],
    ["5500-0000-0000-0004", "[card]"],
    ["3782 822463 10005", "[card]"],
    ["4111\u00a01111\u20091111\u200b1111", "[card]"],
    ["4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "[card]"],
    ["４１１１ １１１１ １１１１ １１１１", "[card]"],
    ["4111\n1111\r\n1111\n1111", "[card]"],
    ["4111  -  1111 - 1111 - 1111", "[card]"],
    ["4111_1111_1111_1111 4111/1111/1111/1111", "[card] [card]"],
    ["3782\n822463\n10005", "[card]"],
    ["4111*1111*1111*1111, 4111|1111|1111|1111", "[card], [card]"],
    ["card 6011 1111 1111 1117, 123", "card [card], 123"],
  ])("card: %j", (text, redacted) => expect(redact(text)).toBe(redacted));

  test.each([
    ["DE89 3704 0044 0532 0130 00 bitte", "[IBAN] bitte"],
    ["iban de89370400440532013000.", "iban [IBAN]."],
    ["GB82-WEST-1234-5698-7654-32", "[IBAN]"],
    ["FR14 2004 1010 0505 0001 3M02 606", "[IBAN]"],
    ["IBANNL91ABNA0417164300", "IBAN[IBAN]"],
    ["NO93 8601 1117 947", "[IBAN]"],
    ["DE89 3704 0044\n0532 0130 00, DE89_3704_0044_0532_0130_00", "[IBAN], [IBAN]"],
    ["D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0", "[IBAN]"],
    ["MT84 MALT 0110 0001 2345 MTLC AST0 01S", "[IBAN]"],
    ["DE89\u00a03704\u20090044\u200b 0532 0130 00", "[IBAN]"],
  ])("IBAN: %j", (text, redacted) => expect(redact(text)).toBe(redacted));

  test.each([
    ["from 192.168.0.17:8080", "from [IP address]:8080"],
    ["2001:db8::8a2e:370:7334 and fe80::1.", "[IP address] and [IP address]."],
    ["::ffff:192.0.2.1", "[IP address]"],
    ["2001:0db8:85a3:0000:0000:8a2e:0370:7334", "[IP address]"],
  ])("IP address: %j", (text, redacted) => expect(redact(text)).toBe(redacted));
});

test.each([
  // dates and times
  "on 24.12.2026 at 14:30:05, or 24. 12. 26",
  "2026-11-29 12:50 and 2026-11-29T12:50:00Z and 29/11/2026 and 11/29/2026",
  "05 11 2024, 01.02.-05.03.2024, 01.02. - 05.03.2024, 08.15-09.30 Uhr, 20261129125000",
  "between 08:15 and 09:30, week 05/2026",
  "I called on 20261129, 0800-1900 Uhr, and the call lasted 123456 seconds",
  // numbers of orders and such
  "order 123456789, ticket #100234, 4711-0815, 2024-000123",
  "Bestellnummer 0123 456 789, Kundennummer: 0123456789, order no. 0301234567",
  "INV-0123456789, AB0123456789, #0123456789, 0123456789A",
  "4711 0815 0123 4567, 9876543210, 12345678901234",
  "I called about order 12345678 and case 2345678",
  "order number is 5551234567",
  "SKU 0123456789, EAN: 0123456789012, ZIP 01234-5678, ISBN 978-3-16-148410-0",
  // prices and amounts
  "1.234.567,89 €, 1,234,567.89 USD, EUR 0512345678, 0,99, 1 234 567,00 kr",
  "+1 500 000 €, 12,5 %, 0512345678 EUR",
  // grades and counts
  "5/5, 10/10, 9 10 8 7 10 9, 0 1 2 3 4 5 6 7 8 9 10, -1, 3.5",
  "1. 2. 3. 4. 5. 6. 7. 8. 9. 10.",
  "5+3=8, 2+12345678",
  // neither card, nor IBAN, nor address
  "41111111\n11111111, 411111/1111111111",
  "call id 1234567890, phone model 12345678",
  "my order number is 612 345 678",
  "4111 1111 1111 1112, 1234 5678 9012 3456",
  "DE88 3704 0044 0532 0130 00, de 99 minutos esperando el agente",
  "1.2.3, 256.1.1.1, 1.2.3.4.5, std::vector, 12:30:45, a::b, ::",
  "we met @ noon, @home, 5@3, me@home. Thanks",
  "12345678-1234-1234-1234-123456789012",
])("left as it is: %s", (text) => expect(redact(text)).toBe(text));
