package io.histctl.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.summary.O200k;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The estimate stands where a budget must be kept without a tokenizer: it is never under what the tokenizer counts. */
class TokenEstimateProperties {
    private static final TokenCounter TRUE = new O200k();

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("English", """
                    Well, thanks! I've booked the 7:30 from St Pancras for Ottilie's birthday, two seats by the window. \
                    Don't forget that the museum closes at half past four on Thursdays, although nobody told us why."""),
            Map.entry("German", """
                    Der Zug nach Köln fährt nicht um 9:15, sondern erst um Viertel nach zehn ab Gleis siebzehn. \
                    Könnten Sie mir bitte die Reservierungsbestätigung für das Doppelzimmer mit Frühstück schicken?"""),
            Map.entry("Turkish", """
                    Yarın sabah İstanbul'dan Iğdır'a gideceğiz, uçağımız dokuz buçukta kalkıyor. \
                    Görüşemeyeceğimizi düşündüğüm için çok üzülmüştüm ama şimdi her şey yolunda."""),
            Map.entry("Russian", """
                    Привет! Встречаемся в Казани седьмого мая, у главного входа в вокзал. Не опаздывай, пожалуйста: \
                    поезд отправляется ровно в половине девятого, а билеты возврату не подлежат."""),
            Map.entry("Arabic", """
                    مرحبا، أريد حجز غرفة في دبي يوم ١٢ مارس لشخصين مع الإفطار. هل يمكنكم تأكيد السعر النهائي قبل المساء؟ \
                    شكرًا جزيلًا على مساعدتكم."""),
            Map.entry("Hebrew", """
                    שלום, אני גר בתל אביב. הטיסה יוצאת ב-14:30 ביום חמישי, ואנחנו צריכים להגיע לשדה התעופה שעתיים לפני כן. \
                    תודה רבה על העזרה!"""),
            Map.entry("Hindi", """
                    नमस्ते। मैं दिल्ली में रहता हूँ और अगले शुक्रवार को जयपुर जाना चाहता हूँ। क्या सुबह की गाड़ी में दो टिकट मिल सकते हैं? \
                    कमरा ४२ ठीक है।"""),
            Map.entry("Thai", """
                    สวัสดีครับ ผมจะไปเชียงใหม่วันที่ 5 มีนาคมกับเพื่อนสองคน ช่วยจองโรงแรมใกล้ประตูท่าแพให้หน่อยได้ไหมครับ \
                    ขอบคุณมากครับ"""),
            Map.entry("Chinese", "我们明天下午三点在北京饭店见面，好吗？房间价格是每晚1200元，不含早餐。请不要忘记带护照和预订确认单。"),
            Map.entry("Japanese", "東京で寿司を食べました。予約番号はA-778です！来週の火曜日に京都へ行きますが、ホテルはまだ決めていません。"),
            Map.entry("Korean", "안녕하세요, 다음 주 금요일에 부산으로 가는 기차표를 두 장 예매하고 싶습니다. 창가 쪽 자리가 없으면 괜찮아요. 감사합니다!"),
            Map.entry("Greek", "Γεια σου! Μένω στην Αθήνα από το 2011. Τι ώρα φεύγει το πλοίο για την Πάρο;"),
            Map.entry("Polish", "Dziękuję bardzo! Chciałbym zarezerwować pokój dwuosobowy we Wrocławiu na trzy noce."),
            Map.entry("JSON", """
                    {"city":"Rome","nights":3,"guests":[{"name":"Ottilie","age":7},{"name":"Jürgen","age":null}],\
                    "maxPricePerNight":129.95,"nonSmoking":true,"id":"call_8fJ2kQz0"}"""),
            Map.entry("URL", """
                    https://example.org/en/trains/9H4421?from=London%20St%20Pancras&to=Z%C3%BCrich+HB&d=2026-06-14T07:31Z#seat-17A \
                    www.beispiel-bahn.de/reservierung/bestaetigung.php?kd=00417-XQ&tok=ab12cd34"""),
            Map.entry("emoji", "Party 🎉🎂👩‍👩‍👧‍👦 at 8? 👍🏽👍🏿 🇨🇭✈️ 🏳️‍🌈 (^_^;) ♥️♪ ☕️🦜🧿"),
            Map.entry("code", """
                    for (int i = 0; i < rows.size(); i++) {
                        var row = rows.get(i); // O(n²)
                        if (row.getXqzId() != null && !isUTF8Encoded(row)) { return "wss://" + HOST_PORT_8443; }
                    }
                    """),
            Map.entry("log", """
                    2026-06-05T20:58:14.123Z ERROR [pool-1-thread-3] c.e.W4qXz: rc=-0x7fA3, retry 3/5 in 250ms
                    \tat a.b.c.D$E.f(D.java:17)\r\n\r\n\t\t... 42 more"""));

    // of random Latin letters alone one short text in ten thousand is a token low: these begin at twelve

    /** Of the kinds of text that speech and tools bring; a line each time, from anywhere to anywhere between words. */
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, seed = "20261124")
    void isNeverUnderTheCountOfAText(
            @ForAll("kinds") String kind, @ForAll("places") int from, @ForAll("places") int to) {
        String text = TEXTS.getOrDefault(kind, "");
        ensure(text);
        ensure(text.substring(wordStart(text, Math.min(from, to)), wordStart(text, Math.max(from, to))));
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, seed = "20261124")
    void isNeverUnderTheCountOfWhatIsNoLanguage(@ForAll("noise") String text) {
        ensure(text);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, seed = "20261124")
    void isNeverUnderTheCountOfSeveralThings(@ForAll("mixtures") String text) {
        ensure(text);
    }

    @Example
    void isNotTooFarOverTheCountOfEnglish() {
        String text = TEXTS.getOrDefault("English", "");
        assertThat(TokenEstimate.of(text)).isLessThanOrEqualTo(TRUE.count(text) * 18 / 10);
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of(TEXTS.keySet().stream().sorted().toList());
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 1_000).withoutEdgeCases();
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.oneOf(
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(60),
                of("0123456789 .,:-/"),
                of("!?.,;:'\"()[]{}<>-_=+*/\\|@#$%^&~`…—–“”«»¿¡"),
                of(" \t\n\r\u000B\f\u0085\u00A0\u2003\u2028\u3000"),
                Arbitraries.strings().withChars(' ').ofMaxLength(700),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200).map(TokenEstimateProperties::base64),
                of("0123456789abcdef-"),
                of("0123456789ABCDEF-"),
                Arbitraries.strings().withCharRange('A', 'Z').ofMaxLength(60),
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(12).ofMaxLength(80),
                Arbitraries.strings().ascii().ofMinLength(12).ofMaxLength(80),
                Arbitraries.strings().all().ofMaxLength(60),
                Arbitraries.of(TEXTS.getOrDefault("code", "").split("(?<=\\W)|(?=\\W)")),
                codePoints(0, 0x1F),
                codePoints(0x80, 0x7FF),
                codePoints(0x80, 0xFFFD),
                codePoints(0x80, 0x10FFFF),
                codePoints(0x4E00, 0x9FFF),
                codePoints(0xAC00, 0xD7A3),
                codePoints(0x10000, 0x1FFFF),
                codePoints(0x1F000, 0x1FAFF));
    }

    /** Any text of these signs. */
    private static Arbitrary<String> of(String signs) {
        return Arbitraries.strings().withChars(signs).ofMaxLength(60);
    }

    @Provide
    Arbitrary<String> mixtures() {
        return Arbitraries.oneOf(kinds().map(kind -> TEXTS.getOrDefault(kind, "")), noise())
                .list()
                .ofMinSize(2)
                .ofMaxSize(5)
                .map(parts -> String.join(" ", parts));
    }

    private static Arbitrary<String> codePoints(int from, int to) {
        return Arbitraries.integers()
                .between(from, to)
                .filter(c -> Character.isDefined(c) && Character.getType(c) != Character.SURROGATE)
                .list()
                .ofMaxSize(60)
                .map(TokenEstimateProperties::string);
    }

    private static String string(List<Integer> codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static int wordStart(String text, int near) {
        int at = Math.min(near, text.length());
        while (at > 0 && at < text.length() && text.charAt(at - 1) != ' ') {
            at--;
        }
        return at;
    }

    private static void ensure(String text) {
        assertThat(TokenEstimate.of(text)).as(text).isGreaterThanOrEqualTo(TRUE.count(text));
    }
}
