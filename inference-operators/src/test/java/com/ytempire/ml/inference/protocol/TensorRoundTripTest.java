package com.ytempire.ml.inference.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorRoundTripTest {
  private static final long SEED = 20261122;
  private static final int ROUNDS = 150;

  @ParameterizedTest
  @EnumSource(TensorType.class)
  void jsonAndBinaryCarryTheSameTensors(TensorType type) throws Exception {
    RandomTensors random = new RandomTensors(SEED + type.ordinal());
    for (int round = 0; round < ROUNDS; round++) {
      Tensor sent = random.next(type);
      Echo echo = new Echo(sent);
      String as = "seed %d, %s, round %d".formatted(SEED, type, round);

      for (String data : List.of(RandomTensors.flat(sent), RandomTensors.nested(sent))) {
        ProtocolResponse response = echo.json(data);
        assertThat(response.status()).as(as).isEqualTo(200);
        assertThat(echo.received()).as(as).isEqualTo(sent);
        assertThat(ScriptedServer.json(response).path("outputs").path(0).path("data"))
            .as(as)
            .isEqualTo(ScriptedServer.JSON.readTree(RandomTensors.flat(sent)));
      }
      ProtocolResponse response = echo.binary(RandomTensors.binary(sent));
      assertThat(response.status()).as(as).isEqualTo(200);
      assertThat(echo.received()).as(as).isEqualTo(sent);
      int header = Integer.parseInt(response.headers().get("Inference-Header-Content-Length"));
      assertThat(Arrays.copyOfRange(response.body(), header, response.body().length))
          .as(as)
          .isEqualTo(RandomTensors.binary(sent));
    }
  }

  /** A server whose model gives back what it gets. */
  private static final class Echo {
    private final Tensor sent;
    private final AtomicReference<Tensor> received = new AtomicReference<>();
    private final ScriptedServer server = new ScriptedServer();

    Echo(Tensor sent) {
      this.sent = sent;
      List<TensorSpec> spec =
          List.of(
              new TensorSpec(
                  "x",
                  sent.type(),
                  Arrays.stream(sent.shape()).mapToObj(size -> -1L).toList(),
                  true));
      server.serve(
          new EchoEngine(
              new ModelRef("echo", "1"),
              new ModelSignature(spec, spec),
              (inputs, timeout) -> {
                received.set(inputs.get("x"));
                return CompletableFuture.completedFuture(Map.of("x", inputs.get("x")));
              }));
    }

    Tensor received() {
      return received.getAndSet(null);
    }

    ProtocolResponse json(String data) {
      return server.post(
          "/v2/models/echo/infer", "{\"inputs\": [{%s, \"data\": %s}]}".formatted(head(), data));
    }

    ProtocolResponse binary(byte[] data) {
      byte[] header =
          ("{\"inputs\": [{%s, \"parameters\": {\"binary_data_size\": %d}}],"
                  + "\"outputs\": [{\"name\": \"x\", \"parameters\": {\"binary_data\": true}}]}")
              .formatted(head(), data.length)
              .getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(header);
      body.writeBytes(data);
      return server.post(
          "/v2/models/echo/infer",
          Map.of("Inference-Header-Content-Length", Integer.toString(header.length)),
          body.toByteArray());
    }

    private String head() {
      return "\"name\": \"x\", \"shape\": %s, \"datatype\": \"%s\""
          .formatted(Arrays.toString(sent.shape()), RandomTensors.datatype(sent.type()));
    }
  }
}
