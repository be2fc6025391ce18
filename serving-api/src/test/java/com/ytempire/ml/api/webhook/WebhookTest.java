package com.ytempire.ml.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.store.DecisionOutbox;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decisions as the operator's program hears of them, and as callers read them. */
@Timeout(120)
class WebhookTest {
  private static final String SECRET = "not-a-secret-0123456789";
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One attempt. */
  private record Call(String key, String timestamp, String signature, String body) {}

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile int failures = 2;
  private HttpServer receiver;
  private ServiceUnderTest service;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/hooks", this::take);
    receiver.start();
    service =
        ServiceUnderTest.start(
            Map.of(
                "CANARY_WEBHOOK_URL",
                "http://127.0.0.1:%d/hooks".formatted(receiver.getAddress().getPort()),
                "CANARY_WEBHOOK_SECRET",
                SECRET),
            options -> options);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var headers = exchange.getRequestHeaders();
    calls.add(
        new Call(
            headers.getFirst(Webhook.KEY),
            headers.getFirst(Webhook.TIMESTAMP),
            headers.getFirst(Webhook.SIGNATURE),
            body));
    exchange.sendResponseHeaders(calls.size() <= failures ? 503 : 204, -1);
    exchange.close();
  }

  @AfterEach
  void stop() {
    service.close();
    receiver.stop(0);
  }

  private ModelRef register(String number) {
    return service
        .part(ModelRegistry.class)
        .register(
            new ModelVersion(
                UUID.randomUUID(),
                new ModelRef("told", number),
                "trend_prediction",
                ModelStatus.INACTIVE,
                "file:///nowhere",
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                null,
                null))
        .ref();
  }

  @Test
  void hearsOfEachDecisionThoughItFailsAtFirst() throws Exception {
    service.part(ModelRegistry.class).activate(register("1"));
    service.part(Rollouts.class).start(register("2"), RolloutKind.CANARY, 10, "ann");
    ServiceClient admin = service.as("admin", "read");

    Answer held = admin.post("/models/told_v2/hold", "{\"reason\": \"a holiday\"}");
    assertThat(held.status()).as(held.body()).isEqualTo(200);
    assertThat(held.json().path("held").asBoolean()).isTrue();
    assertThat(held.json().at("/evidence/questions")).hasSize(4);
    Answer promoted = admin.post("/models/told_v2/promote", "{\"reason\": \"we want it\"}");
    assertThat(promoted.status()).as(promoted.body()).isEqualTo(200);
    assertThat(admin.post("/models/told_v2/hold", "{}").status()).isEqualTo(409);

    await().atMost(PATIENCE).until(() -> service.part(DecisionOutbox.class).waiting() == 0);
    // Three decisions, two of whose attempts were refused.
    assertThat(calls).hasSize(5);
    assertThat(calls.stream().map(Call::key).distinct()).hasSize(3);
    for (Call call : calls) {
      assertThat(call.signature())
          .isEqualTo("sha256=" + hmac(call.timestamp() + "." + call.body()));
    }
    JsonNode told = null;
    for (Call call : calls) {
      JsonNode document = JSON.readTree(call.body());
      assertThat(document.path("id").asText()).isEqualTo(call.key());
      told = document.path("decision").asText().equals("promoted") ? document : told;
    }
    assertThat(told).isNotNull();
    assertThat(told.path("model_id").asText()).isEqualTo("told_v2");
    assertThat(told.path("active_model_id").asText()).isEqualTo("told_v1");
    assertThat(told.path("automatic").asBoolean()).isFalse();
    assertThat(told.path("reason").asText()).isEqualTo("we want it");
    assertThat(told.at("/figures/questions/0/question").asText()).isEqualTo("errors");

    JsonNode history = admin.get("/models/told_v1/rollouts").json();
    assertThat(history.path("running")).isEmpty();
    assertThat(history.path("decisions").findValuesAsText("decision"))
        .containsExactly("promoted", "held", "started");
    assertThat(history.path("decisions").get(0)).isEqualTo(told);
  }

  private static String hmac(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
  }

  @Test
  void pausesTwiceAsLongAfterEachFailure() {
    assertThat(WebhookDelivery.pause(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(WebhookDelivery.pause(3)).isEqualTo(Duration.ofSeconds(8));
    assertThat(WebhookDelivery.pause(1000)).isEqualTo(Duration.ofMinutes(5));
  }
}
