package io.histctl.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ChatJsonTest {
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array(JsonNode element) {
        return JsonNodeFactory.instance.arrayNode().add(element);
    }

    @Test
    void theRequestNamesItsModelAndBoundsItsAnswer() {
        JsonNode request = ChatJson.tree(ChatJson.request("a-model", new Prompt("the task", "the turns"), 2_000));

        assertThat(request.path("model").textValue()).isEqualTo("a-model");
        assertThat(request.path("max_completion_tokens").longValue()).isEqualTo(6_000);
        assertThat(request.path("messages").toString()).isEqualTo("""
                        [{"role":"system","content":"the task"},{"role":"user","content":"the turns"}]""");
    }

    @Test
    void whatIsNoJsonIsMissing() {
        assertThat(ChatJson.tree("<html>").isMissingNode()).isTrue();
        assertThat(ChatJson.tree("{} {}").isMissingNode()).isTrue();
        assertThat(ChatJson.tree("").isMissingNode()).isTrue();
    }
}
