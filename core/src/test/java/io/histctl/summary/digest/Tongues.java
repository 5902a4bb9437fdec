package io.histctl.summary.digest;

import java.util.List;

/** Sentences in many scripts. */
final class Tongues {
    static final List<String> SENTENCES = List.of(
            "我们明天下午三点在北京饭店见面，好吗？好的。价格是1200元。",
            "東京で寿司を食べました。予約番号は A-778 です！とても美味しかったです。",
            "สวัสดีครับ ผมจะไปเชียงใหม่ วันที่ 5 มีนาคม กับเพื่อน",
            "مرحبا، أريد حجز غرفة في دبي يوم 12 مارس؟ نعم، شكرا.",
            "שלום, אני גר בתל אביב. הטיסה ב-14:30!",
            "Привет! Встречаемся в Казани 7 мая. Не опаздывай.",
            "Ich heiße Jürgen. Der Zug nach Köln fährt nicht um 9:15.",
            "İstanbul'da ISPARTA ve Iğdır. ıhlamur iç.",
            "नमस्ते। मैं दिल्ली में हूँ। कमरा ४२ है।",
            "Γεια σου! Μένω στην Αθήνα από το 2011. Τι κάνεις;",
            "I saw Dr. Weiß at 7:30 p.m. yesterday.You need 3 tickets 🎟 for the 🦜 show.");

    private Tongues() {}

    /** All sentences twice, with small talk in between. */
    static Talk talk() {
        Talk talk = new Talk();
        for (int i = 0; i < 2 * SENTENCES.size(); i++) {
            String sentence = SENTENCES.get(i % SENTENCES.size());
            talk = i % 3 == 0 ? talk.assistant(sentence) : talk.user(sentence);
            talk.chatter(1);
        }
        return talk;
    }
}
