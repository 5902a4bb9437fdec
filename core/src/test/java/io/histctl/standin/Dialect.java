package io.histctl.standin;

/** How the stand-in shapes its answers: as the API does, or as one of the gateways in front of it. */
public enum Dialect {
    /** The shapes recorded from the API itself. */
    OPENAI(new Gateway() {}),
    /** A first chunk of empty values, content-filter members, a last chunk without a delta. */
    AZURE(new AzureGateway()),
    /** Wrapped errors, text along with audio, metadata with other JSON types. */
    LITELLM(new LiteLlmGateway()),
    /** Comments in streams, errors inside a stream that began with status 200, original errors as a string. */
    OPENROUTER(new OpenRouterGateway()),
    /** Streams as tools save them: without blank lines, with event names, without the space or the end marker. */
    SAVED_STREAM(new SavedStreamGateway()),
    /** Tool calls with missing or equal indexes and ids that start again in each reply. */
    LOOSE_TOOL_CALLS(new LooseToolCallGateway()),
    /** Audio without an id. */
    NAMELESS_AUDIO(new NamelessAudioGateway()),
    /** Empty values for the id, time and model of every reply. */
    EMPTY_ENVELOPE(new EmptyEnvelopeGateway()),
    /** The same response id in every reply. */
    CONSTANT_ID(new ConstantIdGateway());

    @SuppressWarnings("ImmutableEnumChecker") // no gateway has a field
    private final Gateway gateway;

    Dialect(Gateway gateway) {
        this.gateway = gateway;
    }

    Gateway gateway() {
        return gateway;
    }
}
