package com.ytempire.ml.inference.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.protocol.InferRequest.RequestedOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads inference requests: JSON, or JSON with binary tensors behind it. Numbers go from the bytes
 * into their arrays one by one; nothing is built in between. Safe to share.
 */
final class InferRequestReader {
  /** Objects and arrays around the data of an input. */
  private static final int OUTER_NESTING = 8;

  private final ProtocolLimits limits;
  private final JsonFactory json;

  InferRequestReader(ProtocolLimits limits) {
    this.limits = limits;
    this.json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxRank() + OUTER_NESTING)
                    .maxStringLength(limits.maxBodyBytes())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
  }

  /**
   * @throws ProtocolException when the request is not as the protocol says, or beyond the limits
   */
  InferRequest read(ProtocolRequest request) {
    byte[] body = request.body();
    if (body.length > limits.maxBodyBytes()) {
      throw new ProtocolException(
          ProtocolException.TOO_LARGE,
          "the content has %d bytes; at most %d".formatted(body.length, limits.maxBodyBytes()));
    }
    int jsonLength = jsonLength(request);
    if (jsonLength == 0 && body.length > 0) {
      return InferRequest.raw(body);
    }
    try (JsonParser parser = json.createParser(body, 0, jsonLength)) {
      return readRequest(parser, new InputReader(json, limits, body, jsonLength));
    } catch (JsonProcessingException e) {
      throw ProtocolException.invalid(
          "the content is not valid JSON at byte %d: %s",
          e.getLocation() == null ? -1 : e.getLocation().getByteOffset(), e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array in memory", e);
    }
  }

  private static int jsonLength(ProtocolRequest request) {
    int bodyLength = request.body().length;
    String header = request.header(ProtocolResponse.HEADER_LENGTH).orElse(null);
    if (header == null) {
      return bodyLength;
    }
    int length;
    try {
      length = Integer.parseInt(header.strip());
    } catch (NumberFormatException e) {
      length = -1;
    }
    if (length < 0 || length > bodyLength) {
      throw ProtocolException.invalid(
          "header %s is '%s'; expected 0 to %d, the length of the content",
          ProtocolResponse.HEADER_LENGTH, header, bodyLength);
    }
    return length;
  }

  private InferRequest readRequest(JsonParser parser, InputReader inputReader) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw ProtocolException.invalid("the content is not a JSON object");
    }
    String id = null;
    Map<String, Tensor> inputs = null;
    List<RequestedOutput> outputs = List.of();
    Parameters parameters = Parameters.NONE;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "id" -> id = Parameters.text(parser, "'id'");
        case "inputs" -> inputs = readInputs(parser, inputReader);
        case "outputs" -> outputs = readOutputs(parser);
        case "parameters" -> parameters = Parameters.read(parser, "the request");
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw ProtocolException.invalid("there is something behind the JSON object");
    }
    if (inputs == null) {
      throw ProtocolException.invalid("'inputs' is missing");
    }
    inputReader.requireAllRead();
    return new InferRequest(
        id,
        inputs,
        null,
        outputs,
        parameters.flag("binary_data_output").orElse(false),
        timeout(parameters));
  }

  private Map<String, Tensor> readInputs(JsonParser parser, InputReader reader) throws IOException {
    requireArray(parser, "'inputs'");
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      InputReader.Input input = reader.read(parser);
      if (inputs.put(input.name(), input.tensor()) != null) {
        throw ProtocolException.invalid("input '%s' is there twice", input.name());
      }
      if (inputs.size() > limits.maxTensors()) {
        throw ProtocolException.invalid("more than %d inputs", limits.maxTensors());
      }
    }
    return inputs;
  }

  private List<RequestedOutput> readOutputs(JsonParser parser) throws IOException {
    requireArray(parser, "'outputs'");
    List<RequestedOutput> outputs = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      RequestedOutput output = readOutput(parser);
      if (outputs.stream().anyMatch(other -> other.name().equals(output.name()))) {
        throw ProtocolException.invalid("output '%s' is asked for twice", output.name());
      }
      outputs.add(output);
      if (outputs.size() > limits.maxTensors()) {
        throw ProtocolException.invalid("more than %d outputs", limits.maxTensors());
      }
    }
    return outputs;
  }

  private static RequestedOutput readOutput(JsonParser parser) throws IOException {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw ProtocolException.invalid("'outputs' holds something that is not an object");
    }
    String name = null;
    Parameters parameters = Parameters.NONE;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "name" -> name = Parameters.text(parser, "'name' of an output");
        case "parameters" -> parameters = Parameters.read(parser, "an output");
        default -> parser.skipChildren();
      }
    }
    if (name == null) {
      throw ProtocolException.invalid("an output has no 'name'");
    }
    parameters.refuse("classification", "shared_memory_region");
    return new RequestedOutput(name, parameters.flag("binary_data"));
  }

  static void requireArray(JsonParser parser, String what) throws IOException {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      throw ProtocolException.invalid("%s is not an array", what);
    }
  }

  /** Triton's {@code timeout} in microseconds, where 0 means none, or {@code timeout_ms}. */
  private static @Nullable Duration timeout(Parameters parameters) {
    Long micros = parameters.number("timeout").orElse(null);
    Long millis = parameters.number("timeout_ms").orElse(null);
    if (micros != null && millis != null) {
      throw ProtocolException.invalid(
          "parameters 'timeout' (microseconds) and 'timeout_ms' are both there; give one");
    }
    if (micros != null && micros < 0) {
      throw ProtocolException.invalid("parameter 'timeout' is %d; expected 0 or more", micros);
    }
    if (millis != null && millis < 1) {
      throw ProtocolException.invalid("parameter 'timeout_ms' is %d; expected 1 or more", millis);
    }
    if (millis != null) {
      return Duration.ofMillis(millis);
    }
    // Seconds and the rest apart: a microsecond count times a thousand may exceed a long.
    return micros == null || micros == 0
        ? null
        : Duration.ofSeconds(micros / 1_000_000, 1_000 * (micros % 1_000_000));
  }
}
