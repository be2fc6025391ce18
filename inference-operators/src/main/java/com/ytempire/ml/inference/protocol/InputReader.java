package com.ytempire.ml.inference.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.inference.model.Tensor;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the inputs of one request, in order: binary data follows the JSON in the order of the
 * inputs. Data that stands before its type or shape is passed over and read when both are known.
 * For one request, on one thread.
 */
final class InputReader {
  private static final int NO_DATA = -1;

  private final JsonFactory json;
  private final ProtocolLimits limits;
  private final byte[] body;
  private final int jsonLength;
  private int binaryOffset;
  private long elements;

  /**
   * @param jsonLength where the JSON ends in the body and binary data begins
   */
  InputReader(JsonFactory json, ProtocolLimits limits, byte[] body, int jsonLength) {
    this.json = json;
    this.limits = limits;
    this.body = body;
    this.jsonLength = jsonLength;
    this.binaryOffset = jsonLength;
  }

  /** An input with its tensor. */
  record Input(String name, Tensor tensor) {}

  /** Reads the input at which the parser stands. */
  Input read(JsonParser parser) throws IOException {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw ProtocolException.invalid("'inputs' holds something that is not an object");
    }
    String name = null;
    String datatype = null;
    long[] shape = null;
    Parameters parameters = Parameters.NONE;
    int dataOffset = NO_DATA;
    Tensor tensor = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "name" -> name = Parameters.text(parser, "'name' of an input");
        case "datatype" -> datatype = Parameters.text(parser, "'datatype' of an input");
        case "shape" -> shape = readShape(parser);
        case "parameters" -> parameters = Parameters.read(parser, "an input");
        case "data" -> {
          InferRequestReader.requireArray(parser, "'data' of an input");
          dataOffset = (int) parser.currentTokenLocation().getByteOffset();
          if (name != null && datatype != null && shape != null) {
            tensor = readData(parser, name, datatype, shape);
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
    if (name == null) {
      throw ProtocolException.invalid("an input has no 'name'");
    }
    if (datatype == null || shape == null) {
      throw ProtocolException.invalid(
          "input '%s' has no '%s'", name, datatype == null ? "datatype" : "shape");
    }
    parameters.refuse("shared_memory_region");
    Long binarySize = parameters.number("binary_data_size").orElse(null);
    if ((binarySize == null) == (dataOffset == NO_DATA)) {
      throw ProtocolException.invalid(
          "input '%s': expected either 'data' or the parameter 'binary_data_size'", name);
    }
    if (binarySize != null) {
      tensor = readBinary(name, datatype, shape, binarySize);
    } else if (tensor == null) {
      tensor = readDataAt(dataOffset, name, datatype, shape);
    }
    return new Input(name, tensor);
  }

  /** Fails when there are bytes that belong to no input. */
  void requireAllRead() {
    if (binaryOffset != body.length) {
      throw ProtocolException.invalid(
          "%d bytes of binary data belong to no input", body.length - binaryOffset);
    }
  }

  private long[] readShape(JsonParser parser) throws IOException {
    InferRequestReader.requireArray(parser, "'shape' of an input");
    long[] shape = new long[limits.maxRank()];
    int rank = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (rank == shape.length) {
        throw ProtocolException.invalid("'shape' has more than %d sizes", limits.maxRank());
      }
      if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
        throw ProtocolException.invalid("'shape' holds something that is not a whole number");
      }
      shape[rank] = parser.getLongValue();
      if (shape[rank] < 0) {
        throw ProtocolException.invalid(
            "'shape' holds %d; expected sizes of 0 or more", shape[rank]);
      }
      rank++;
    }
    return Arrays.copyOf(shape, rank);
  }

  /** Counts the elements of a shape against the limit, before any array is made for them. */
  private int count(String name, long[] shape, long bytes) {
    long count = 1;
    for (long size : shape) {
      // Neither factor exceeds 2^31, so the product of a step cannot overflow.
      count = size > Integer.MAX_VALUE ? Long.MAX_VALUE : count * size;
      if (count > limits.maxElements()) {
        // A zero may still follow, but no one needs such a shape.
        throw tooMany();
      }
    }
    elements += count;
    if (elements > limits.maxElements()) {
      throw tooMany();
    }
    if (count > bytes) {
      throw ProtocolException.invalid(
          "input '%s': shape %s needs %d values; there are fewer",
          name, Arrays.toString(shape), count);
    }
    return (int) count;
  }

  private ProtocolException tooMany() {
    return ProtocolException.invalid("the inputs have more than %d values", limits.maxElements());
  }

  private Tensor readData(JsonParser parser, String name, String datatype, long[] shape)
      throws IOException {
    Datatype type = Datatype.ofInput(name, datatype);
    return JsonTensor.read(parser, name, type, shape, count(name, shape, jsonLength));
  }

  private Tensor readDataAt(int offset, String name, String datatype, long[] shape)
      throws IOException {
    if (offset < 0) {
      throw ProtocolException.invalid("the JSON is not in UTF-8");
    }
    try (JsonParser parser = json.createParser(body, offset, jsonLength - offset)) {
      parser.nextToken();
      return readData(parser, name, datatype, shape);
    }
  }

  private Tensor readBinary(String name, String datatype, long[] shape, long size) {
    Datatype type = Datatype.ofInput(name, datatype);
    if (size < 0 || size > body.length - binaryOffset) {
      throw ProtocolException.invalid(
          "input '%s': binary_data_size is %d; %d bytes of binary data are left%s",
          name,
          size,
          body.length - binaryOffset,
          jsonLength == body.length ? "; is the header Inference-Header-Content-Length set?" : "");
    }
    int count = count(name, shape, size);
    Tensor tensor = BinaryTensor.read(body, binaryOffset, (int) size, name, type, shape, count);
    binaryOffset += (int) size;
    return tensor;
  }
}
