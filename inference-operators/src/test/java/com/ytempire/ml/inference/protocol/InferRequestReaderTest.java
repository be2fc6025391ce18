package com.ytempire.ml.inference.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ytempire.ml.inference.model.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferRequestReaderTest {
  private static final ProtocolLimits LIMITS = new ProtocolLimits(100_000, 3, 4, 1_000);
  private static final InferRequestReader READER = new InferRequestReader(LIMITS);

  /** The request that the specification prints, with a type that models here take. */
  @Test
  void readsTheRequestOfTheSpecification() {
    InferRequest request =
        read(
            """
            {
              "id" : "42",
              "inputs" : [
                {
                  "name" : "input0",
                  "shape" : [ 2, 2 ],
                  "datatype" : "INT64",
                  "data" : [ 1, 2, 3, 4 ]
                },
                {
                  "name" : "input1",
                  "shape" : [ 3 ],
                  "datatype" : "BOOL",
                  "data" : [ true, false, true ]
                }
              ],
              "outputs" : [
                {
                  "name" : "output0"
                }
              ]
            }
            """);

    assertThat(request.id()).isEqualTo("42");
    assertThat(request.inputs())
        .containsOnlyKeys("input0", "input1")
        .containsEntry("input0", Tensor.of(new long[] {1, 2, 3, 4}, 2, 2))
        .containsEntry("input1", Tensor.of(new boolean[] {true, false, true}, 3));
    assertThat(request.outputs()).extracting("name").containsExactly("output0");
    assertThat(request.isBinary(request.outputs().get(0))).isFalse();
  }

  /** The specification's own example says three values and sends one. */
  @Test
  void countsTheValuesOfTheSpecificationsExample() {
    assertThat(refusal(input("\"shape\": [3], \"datatype\": \"BOOL\", \"data\": [true]")))
        .contains("x", "[3]", "needs 3 values", "there are 1");
  }

  @Test
  void readsTheBinaryRequestOfTheExtension() {
    ByteBuffer data = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(1).putInt(-2).putInt(3).putInt(4).put(new byte[] {1, 0, 1});

    InferRequest request =
        readBinary(
            """
            {
              "model_name" : "mymodel",
              "inputs" : [
                {
                  "name" : "input0",
                  "shape" : [ 2, 2 ],
                  "datatype" : "INT32",
                  "parameters" : {
                    "binary_data_size" : 16
                  }
                },
                {
                  "name" : "input1",
                  "shape" : [ 3 ],
                  "datatype" : "BOOL",
                  "parameters" : {
                    "binary_data_size" : 3
                  }
                }
              ],
              "outputs" : [
                {
                  "name" : "output0",
                  "parameters" : {
                    "binary_data" : true
                  }
                }
              ]
            }
            """,
            data.array());

    assertThat(request.inputs())
        .containsEntry("input0", Tensor.of(new int[] {1, -2, 3, 4}, 2, 2))
        .containsEntry("input1", Tensor.of(new boolean[] {true, false, true}, 3));
    assertThat(request.isBinary(request.outputs().get(0))).isTrue();
  }

  @Test
  void readsFieldsInAnyOrder() {
    InferRequest request =
        read(
            "{\"inputs\": [{\"data\": [[\"é\", \"b\"]], \"unknown\": {\"data\": [9]},"
                + " \"datatype\": \"BYTES\", \"shape\": [1, 2], \"name\": \"x\"},"
                + "{\"data\": [1.5], \"name\": \"y\", \"shape\": [1], \"datatype\": \"FP64\"}]}");

    assertThat(request.inputs())
        .containsEntry("x", Tensor.of(new String[] {"é", "b"}, 1, 2))
        .containsEntry("y", Tensor.of(new double[] {1.5}, 1));
  }

  @Test
  void readsAScalarAndAnEmptyTensor() {
    assertThat(
            read(input("\"shape\": [], \"datatype\": \"INT8\", \"data\": [-7]")).inputs().get("x"))
        .isEqualTo(Tensor.ofInt8(new byte[] {-7}));
    assertThat(
            read(input("\"shape\": [0, 2], \"datatype\": \"FP32\", \"data\": []"))
                .inputs()
                .get("x"))
        .isEqualTo(Tensor.of(new float[0], 0, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"timeout\": 1500}', 1500",
    "'{\"timeout_ms\": 3}', 3000",
    "'{\"timeout\": 0}', ",
    "'{\"other\": [1, {}]}', "
  })
  void readsTheTime(String parameters, Long micros) {
    InferRequest request = read("{\"parameters\": " + parameters + ", \"inputs\": []}");

    assertThat(request.timeout())
        .isEqualTo(micros == null ? null : Duration.ofNanos(1000 * micros));
  }

  @Test
  void readsTheLongestTimeWithoutOverflow() {
    assertThat(
            read("{\"parameters\": {\"timeout\": 9223372036854775807}, \"inputs\": []}").timeout())
        .isEqualTo(Duration.ofSeconds(9223372036854L, 775_807_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                             | not a JSON object",
        "[]                                             | not a JSON object",
        "{                                              | not valid JSON",
        "{}                                             | 'inputs' is missing",
        "{\"inputs\": []} {}                            | behind the JSON",
        "{\"inputs\": {}}                               | 'inputs' is not an array",
        "{\"inputs\": [1]}                              | not an object",
        "{\"inputs\": [], \"id\": 7}                    | 'id' is not a string",
        "{\"inputs\": [], \"inputs\": []}               | Duplicate field 'inputs'",
        "{\"inputs\": [], \"outputs\": [3]}             | not an object",
        "{\"inputs\": [], \"outputs\": [{}]}            | no 'name'",
        "{\"inputs\": [], \"parameters\": 3}            | 'parameters' of the request",
        "{\"inputs\": [], \"parameters\": {\"timeout\": \"1\"}}     | 'timeout' of the request",
        "{\"inputs\": [], \"parameters\": {\"timeout\": -1}}        | 'timeout' is -1",
        "{\"inputs\": [], \"parameters\": {\"timeout_ms\": 0}}      | 'timeout_ms' is 0",
        "{\"inputs\": [], \"parameters\": {\"timeout_ms\": 1e3}}    | a whole number",
        "{\"inputs\": [], \"parameters\": {\"timeout_ms\": 1, \"timeout\": 1}}   | give one",
        "{\"inputs\": [], \"parameters\": {\"binary_data_output\": 1}} | true or false",
        "{\"inputs\": [], \"outputs\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}   | twice",
        "{\"inputs\": [], \"outputs\": [{\"name\": \"a\", \"parameters\":"
            + " {\"classification\": 2}}]} | 'classification' of an output is not supported"
      })
  void refusesARequestThatIsNotOne(String json, String reason) {
    assertThat(refusal(json)).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"shape\": [1], \"data\": [1]'                                  | no 'datatype'",
        "'\"datatype\": \"FP32\", \"data\": [1]'                          | no 'shape'",
        "'\"datatype\": \"FP32\", \"shape\": [1]'                         | either 'data' or",
        "'\"datatype\": \"FP16\", \"shape\": [1], \"data\": [1]'          | FP16 is not supported",
        "'\"datatype\": \"UINT32\", \"shape\": [1], \"data\": [1]'        | supported: BOOL, UINT8",
        "'\"datatype\": \"FLOAT\", \"shape\": [1], \"data\": [1]'         | unknown datatype 'FLOAT'",
        "'\"datatype\": \"FP32\", \"shape\": 1, \"data\": [1]'            | 'shape' of an input",
        "'\"datatype\": \"FP32\", \"shape\": [1.0], \"data\": [1]'        | not a whole number",
        "'\"datatype\": \"FP32\", \"shape\": [-1], \"data\": [1]'         | holds -1",
        "'\"datatype\": \"FP32\", \"shape\": [1,1,1,1,1], \"data\": [1]'  | more than 4 sizes",
        "'\"datatype\": \"FP32\", \"shape\": [2], \"data\": 1'            | 'data' of an input",
        "'\"datatype\": \"FP32\", \"shape\": [2], \"data\": [1, 2, 3]'    | there are more",
        "'\"datatype\": \"FP32\", \"shape\": [2], \"data\": [1, \"2\"]'   | value 1 is 2; expected a number",
        "'\"datatype\": \"FP32\", \"shape\": [1], \"data\": [1e39]'       | value 0 is 1e39",
        "'\"datatype\": \"FP64\", \"shape\": [1], \"data\": [1e309]'      | value 0 is 1e309",
        "'\"datatype\": \"FP32\", \"shape\": [1], \"data\": [NaN]'        | not valid JSON",
        "'\"datatype\": \"INT64\", \"shape\": [1], \"data\": [1.0]'       | whole number of 64 bits",
        "'\"datatype\": \"INT64\", \"shape\": [1], \"data\": [9223372036854775808]' | value 0",
        "'\"datatype\": \"INT32\", \"shape\": [1], \"data\": [2147483648]' | whole number of 32",
        "'\"datatype\": \"INT8\", \"shape\": [1], \"data\": [128]'        | from -128 to 127",
        "'\"datatype\": \"UINT8\", \"shape\": [1], \"data\": [-1]'        | from 0 to 255",
        "'\"datatype\": \"BOOL\", \"shape\": [1], \"data\": [1]'          | expected true or false",
        "'\"datatype\": \"BYTES\", \"shape\": [1], \"data\": [null]'      | expected a string",
        "'\"datatype\": \"INT32\", \"shape\": [1], \"data\": [null]'      | value 0 is null",
        "'\"datatype\": \"FP32\", \"shape\": [2, 2], \"data\": [[1, 2, 3], [4]]' | array of 3",
        "'\"datatype\": \"FP32\", \"shape\": [2, 2], \"data\": [[1, 2], 3, 4]' | not nested as",
        "'\"datatype\": \"FP32\", \"shape\": [2], \"data\": [[1, 2]]'     | nested deeper",
        "'\"datatype\": \"FP32\", \"shape\": [], \"data\": [[1]]'         | nested deeper",
        "'\"datatype\": \"FP32\", \"shape\": [9, 999], \"data\": [1]'     | more than 1000 values",
        "'\"datatype\": \"FP32\", \"shape\": [99999999999, 999999999999], \"data\": [1]' | more than 1000",
        "'\"datatype\": \"FP32\", \"shape\": [999], \"data\": [1]'        | there are fewer",
        "'\"datatype\": \"FP32\", \"shape\": [1], \"data\": [1], \"parameters\": {\"binary_data_size\": 4}' | either 'data' or",
        "'\"datatype\": \"FP32\", \"shape\": [1], \"parameters\": {\"binary_data_size\": 4}' | Inference-Header-Content-Length",
        "'\"datatype\": \"FP32\", \"shape\": [1], \"parameters\": {\"shared_memory_region\": \"r\"}' | not supported"
      })
  void refusesAnInputThatIsNotAsItSays(String fields, String reason) {
    assertThat(refusal(input(fields))).contains(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "FP32, '[2]', 4, 'takes 8 bytes; there are 4'",
    "BOOL, '[2]', 2, 'expected 0 or 1'",
    "BYTES, '[1]', 3, 'there are fewer|goes beyond'",
    "BYTES, '[1]', 12, 'goes beyond'",
    "INT64, '[1]', 99, '12 bytes of binary data are left'",
    "UINT8, '[2]', 2, '10 bytes of binary data belong to no input'",
    "UINT8, '[2]', -1, 'binary_data_size is -1'"
  })
  void refusesBinaryDataThatDoesNotFit(String datatype, String shape, int size, String reason) {
    byte[] data = new byte[12];
    Arrays.fill(data, (byte) 7);
    String json =
        input(
            "\"datatype\": \"%s\", \"shape\": %s, \"parameters\": {\"binary_data_size\": %d}"
                .formatted(datatype, shape, size));

    ProtocolException failure =
        catchThrowableOfType(ProtocolException.class, () -> readBinary(json, data));

    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure).hasMessageMatching("(?s).*(" + reason + ").*");
  }

  @Test
  void refusesBinaryTextThatIsNotUtf8OrTooLong() {
    String json =
        input("\"datatype\": \"BYTES\", \"shape\": [1], \"parameters\": {\"binary_data_size\": 6}");

    assertThat(refusalOfBinary(json, new byte[] {2, 0, 0, 0, (byte) 0xc3, 0x28}))
        .contains("not UTF-8");
    assertThat(refusalOfBinary(json, new byte[] {1, 0, 0, 0, 'a', 'b'}))
        .contains("1 bytes of binary data behind its 1 texts");
    assertThat(refusalOfBinary(json, new byte[] {-1, -1, -1, -1, 'a', 'b'}))
        .contains("goes beyond");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "15", "99999999999"})
  void refusesAHeaderLengthThatCannotBe(String length) {
    ProtocolException failure =
        catchThrowableOfType(
            ProtocolException.class,
            () ->
                READER.read(
                    new ProtocolRequest(
                        "POST",
                        "/",
                        Map.of("Inference-Header-Content-Length", length),
                        "{\"inputs\": []}".getBytes(StandardCharsets.UTF_8))));

    assertThat(failure).hasMessageContaining("expected 0 to 14");
  }

  @Test
  void refusesTooManyTensorsAndTooLongContent() {
    String one = "{\"name\": \"%d\", \"datatype\": \"BOOL\", \"shape\": [0], \"data\": []}";
    String many = "{\"inputs\": [" + one.formatted(1);
    for (int i = 2; i <= 4; i++) {
      many += "," + one.formatted(i);
    }
    assertThat(refusal(many + "]}")).contains("more than 3 inputs");
    assertThat(refusal("{\"inputs\": [" + one.formatted(1) + "," + one.formatted(1) + "]}"))
        .contains("twice");

    ProtocolException tooLong =
        catchThrowableOfType(ProtocolException.class, () -> read(" ".repeat(100_001)));
    assertThat(tooLong.status()).isEqualTo(413);
  }

  @Test
  void refusesDeepNestingWithoutFollowingIt() {
    assertThat(refusal("{\"inputs\": [], \"x\": " + "[".repeat(40_000) + "]".repeat(40_000) + "}"))
        .contains("not valid JSON", "depth");
  }

  /** Whatever is changed in a request: it is read, or refused as the protocol says. */
  @Test
  void neverFailsOtherwiseOnDamagedRequests() {
    long seed = 7;
    Random random = new Random(seed);
    byte[] json =
        input("\"datatype\": \"FP32\", \"shape\": [2, 2], \"data\": [[1.5, null], [3, -4e3]]")
            .getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int round = 0; round < 3_000; round++) {
      byte[] damaged = json.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        READER.read(new ProtocolRequest("POST", "/", Map.of(), damaged));
      } catch (ProtocolException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed %d, round %d: %s"
                .formatted(seed, round, new String(damaged, StandardCharsets.ISO_8859_1)),
            e);
      }
    }
    assertThat(refused).isBetween(1_000, 2_999);
  }

  private static String input(String fields) {
    return "{\"inputs\": [{\"name\": \"x\", " + fields + "}]}";
  }

  private static InferRequest read(String json) {
    return READER.read(
        new ProtocolRequest("POST", "/", Map.of(), json.getBytes(StandardCharsets.UTF_8)));
  }

  private static InferRequest readBinary(String json, byte[] data) {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(header);
    body.writeBytes(data);
    return READER.read(
        new ProtocolRequest(
            "POST",
            "/",
            Map.of("Inference-Header-Content-Length", Integer.toString(header.length)),
            body.toByteArray()));
  }

  private static String refusal(String json) {
    ProtocolException failure = catchThrowableOfType(ProtocolException.class, () -> read(json));
    assertThat(failure).as(json).isNotNull();
    assertThat(failure.status()).isEqualTo(400);
    return failure.getMessage();
  }

  private static String refusalOfBinary(String json, byte[] data) {
    ProtocolException failure =
        catchThrowableOfType(ProtocolException.class, () -> readBinary(json, data));
    assertThat(failure.status()).isEqualTo(400);
    return failure.getMessage();
  }
}
