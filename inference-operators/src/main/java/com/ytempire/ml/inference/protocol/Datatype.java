package com.ytempire.ml.inference.protocol;

import com.ytempire.ml.inference.model.TensorType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The protocol's names of element types. Those without a tensor type no model here takes. */
enum Datatype {
  BOOL(TensorType.BOOL, 1),
  UINT8(TensorType.UINT8, 1),
  UINT16(null, 2),
  UINT32(null, 4),
  UINT64(null, 8),
  INT8(TensorType.INT8, 1),
  INT16(null, 2),
  INT32(TensorType.INT32, 4),
  INT64(TensorType.INT64, 8),
  FP16(null, 2),
  BF16(null, 2),
  FP32(TensorType.FLOAT32, 4),
  FP64(TensorType.FLOAT64, 8),
  /** Texts in UTF-8; in binary each with its length before it. */
  BYTES(TensorType.STRING, 0);

  private static final String SUPPORTED =
      Arrays.stream(values())
          .filter(datatype -> datatype.type != null)
          .map(Enum::name)
          .collect(Collectors.joining(", "));

  private final @Nullable TensorType type;
  private final int width;

  Datatype(@Nullable TensorType type, int width) {
    this.type = type;
    this.width = width;
  }

  /** Bytes of an element in binary; 0 where elements differ. */
  int width() {
    return width;
  }

  static Datatype of(TensorType type) {
    for (Datatype datatype : values()) {
      if (datatype.type == type) {
        return datatype;
      }
    }
    throw new IllegalArgumentException("no datatype for " + type);
  }

  /**
   * The type of an input.
   *
   * @throws ProtocolException for a word that is none, or a type that no model takes
   */
  static Datatype ofInput(String input, String word) {
    for (Datatype datatype : values()) {
      if (datatype.name().equals(word)) {
        if (datatype.type == null) {
          throw ProtocolException.invalid(
              "input '%s': datatype %s is not supported; supported: %s", input, word, SUPPORTED);
        }
        return datatype;
      }
    }
    throw ProtocolException.invalid(
        "input '%s': unknown datatype '%s'; supported: %s", input, word, SUPPORTED);
  }
}
