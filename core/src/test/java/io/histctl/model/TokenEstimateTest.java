package io.histctl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate is about right, without a tokenizer. */
class TokenEstimateTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "English",
                "German",
                "Turkish",
                "Russian",
                "Arabic",
                "Hebrew",
                "Hindi",
                "Thai",
                "Chinese",
                "Japanese",
                "Korean",
                "Greek",
                "Polish",
                "JSON",
                "URL",
                "emoji",
                "code",
                "log"
            })
    void isAboutRightForEveryKindOfText(String kind) {
        String text = Objects.requireNonNull(TEXTS.get(kind));
        double ratio = (double) TokenEstimate.of(text) / TokenCounter.O200K.count(text);

        assertThat(ratio).isBetween(0.8, 1.6);
    }

    @Test
    void anEmptyTextHasNoTokens() {
        assertThat(TokenEstimate.of("")).isZero();
    }
}
