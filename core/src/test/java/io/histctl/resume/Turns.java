package io.histctl.resume;

import io.histctl.model.PartReference;
import io.histctl.model.Reference;
import io.histctl.model.Role;
import io.histctl.model.Tokens;
import io.histctl.model.Turn.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns to plan, as sentences ({@code Turns.assistantAudio().expiringAt(noon)}) or as words of a table
 * ({@code Turns.of("user usable user")}).
 *
 * <p>The words are {@code user}, {@code system}, {@code developer}, {@code assistant} (without content),
 * {@code result:ID} and {@code nameless} (a result that names no call); an assistant turn may also be named by what it has: {@code usable}, {@code expiring} (within the margin),
 * {@code expired}, {@code gone}, {@code pruned}, {@code text}, {@code refusal}, {@code calls:ID,ID}. A plus sign adds a property:
 * {@code usable+text+calls:a}, {@code user+replaced}, {@code user+image} (an image whose URL expires in ten minutes),
 * {@code user+expiredImage}, {@code user+file} (a file whose expiry is unknown).
 */
final class Turns {
    static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    static final Duration MARGIN = Duration.ofSeconds(60);
    private static final Duration LENGTH = Duration.ofSeconds(9);

    private final Role role;
    private Standing standing = Standing.CURRENT;
    private boolean text;
    private boolean refusal;
    private List<String> calls = List.of();
    private @Nullable String answers;
    private @Nullable Instant expiry;
    private boolean gone;
    private boolean pruned;
    private boolean soundDeleted;
    private final List<PartReference> references = new ArrayList<>();
    private @Nullable Duration heard;
    private long tokens = 10;
    private long tokensInWords = 4;

    private Turns(Role role) {
        this.role = role;
    }

    static Turns user() {
        return new Turns(Role.USER);
    }

    static Turns system() {
        return new Turns(Role.SYSTEM);
    }

    static Turns assistantText() {
        return new Turns(Role.ASSISTANT).with("text");
    }

    /** A spoken reply whose id expires in half an hour. */
    static Turns assistantAudio() {
        return new Turns(Role.ASSISTANT).with("usable");
    }

    static Turns toolCalls(String... ids) {
        return new Turns(Role.ASSISTANT).with("calls:" + String.join(",", ids));
    }

    static Turns toolResult(String id) {
        return new Turns(Role.TOOL).with("result:" + id);
    }

    Turns expiringAt(Instant moment) {
        expiry = moment;
        return this;
    }

    Turns gone() {
        gone = true;
        return this;
    }

    Turns pruned() {
        pruned = true;
        return this;
    }

    Turns costing(long asSent, long inWords) {
        tokens = asSent;
        tokensInWords = inWords;
        return this;
    }

    /** The turns of a conversation, at the positions 1, 2, 3 … */
    static List<Outline> history(Turns... turns) {
        List<Outline> outlines = new ArrayList<>();
        for (Turns turn : turns) {
            outlines.add(turn.at(outlines.size() + 1));
        }
        return outlines;
    }

    /** The turns that these words name. */
    static List<Outline> of(String words) {
        return history(
                Arrays.stream(words.trim().split("\\s+")).map(Turns::turn).toArray(Turns[]::new));
    }

    private static Turns turn(String word) {
        List<String> properties = List.of(word.split("\\+"));
        Turns turn = new Turns(role(properties.get(0)));
        properties.forEach(turn::with);
        return turn;
    }

    private static Role role(String word) {
        return switch (word) {
            case "user", "system", "developer" -> Role.of(word);
            case "function" -> Role.FUNCTION;
            case "nameless" -> Role.TOOL;
            default -> word.startsWith("result:") ? Role.TOOL : Role.ASSISTANT;
        };
    }

    private Turns with(String property) {
        switch (property.replaceFirst(":.*", "")) {
            case "usable" -> expiry = NOON.plus(Duration.ofMinutes(30));
            case "expired" -> expiry = NOON.minus(Duration.ofMinutes(30));
            case "expiring" -> expiry = NOON.plusSeconds(30);
            case "gone" -> with("usable").gone();
            case "pruned" -> with("usable").pruned();
            case "text" -> text = true;
            case "refusal" -> refusal = true;
            case "calls" ->
                calls = List.of(property.substring("calls:".length()).split(","));
            case "result" -> answers = property.substring("result:".length());
            case "function" -> answers = "";
            case "functionCall" -> calls = List.of("");
            case "unheard" -> heard = Duration.ZERO;
            case "interrupted" -> heard = Duration.ofSeconds(2);
            case "soundDeleted" -> soundDeleted = true;
            case "image" -> refer("image_url", NOON.plus(Duration.ofMinutes(10)));
            case "expiringImage" -> refer("image_url", NOON.plusSeconds(30));
            case "expiredImage" -> refer("image_url", NOON.minusSeconds(1));
            case "file" -> refer("file_id", null);
            case "leading" -> standing = Standing.LEADING;
            case "superseded" -> standing = Standing.SUPERSEDED;
            case "replaced" -> standing = Standing.REPLACED;
            case "user", "system", "developer", "assistant", "nameless" -> {}
            default -> throw new IllegalArgumentException(property);
        }
        return this;
    }

    private void refer(String kind, @Nullable Instant expiry) {
        Reference reference = new Reference(kind, kind + " " + references.size(), expiry);
        references.add(new PartReference(references.size(), reference, false));
    }

    private Outline at(long position) {
        return new Outline(
                position,
                role,
                standing,
                new Outline.Content(text, refusal, soundDeleted, references),
                new Outline.Tools(calls, answers),
                expiry == null ? null : new Speech(new AudioStatus(expiry, gone, pruned), heard, LENGTH),
                new Outline.Cost(new Tokens(tokens, 0, true), new Tokens(tokensInWords, 0, false)));
    }
}
