package com.ytempire.ml.inference.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/** Tensors to and from ONNX Runtime's own; numbers are copied both ways. */
final class OrtTensors {
  private OrtTensors() {}

  /** A copy outside the Java heap; the caller closes it. */
  static OnnxTensor toOrt(OrtEnvironment environment, Tensor tensor) throws OrtException {
    long[] shape = tensor.shape();
    return switch (tensor.type()) {
      case FLOAT32 ->
          OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.floats()), shape);
      case INT64 -> OnnxTensor.createTensor(environment, LongBuffer.wrap(tensor.longs()), shape);
      case STRING -> OnnxTensor.createTensor(environment, tensor.strings(), shape);
      case FLOAT64 ->
          OnnxTensor.createTensor(
              environment, DoubleBuffer.wrap((double[]) tensor.values()), shape);
      case INT32 ->
          OnnxTensor.createTensor(environment, IntBuffer.wrap((int[]) tensor.values()), shape);
      case INT8 -> bytes(environment, (byte[]) tensor.values(), shape, OnnxJavaType.INT8);
      case UINT8 -> bytes(environment, (byte[]) tensor.values(), shape, OnnxJavaType.UINT8);
      case BOOL ->
          bytes(environment, toBytes((boolean[]) tensor.values()), shape, OnnxJavaType.BOOL);
    };
  }

  /**
   * A copy on the Java heap.
   *
   * @throws IllegalStateException for something that is no tensor of a known type
   */
  static Tensor fromOrt(String name, OnnxValue value) throws OrtException {
    if (!(value instanceof OnnxTensor tensor)) {
      throw new IllegalStateException("output '%s' is no tensor".formatted(name));
    }
    TensorInfo info = tensor.getInfo();
    long[] shape = info.getShape();
    TensorType type = type(name, info);
    if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
      return empty(type, shape);
    }
    return switch (type) {
      case FLOAT32 -> Tensor.of(tensor.getFloatBuffer().array(), shape);
      case INT64 -> Tensor.of(tensor.getLongBuffer().array(), shape);
      case FLOAT64 -> Tensor.of(tensor.getDoubleBuffer().array(), shape);
      case INT32 -> Tensor.of(tensor.getIntBuffer().array(), shape);
      case INT8 -> Tensor.ofInt8(tensor.getByteBuffer().array(), shape);
      case UINT8 -> Tensor.ofUint8(tensor.getByteBuffer().array(), shape);
      case BOOL -> Tensor.of(toBooleans(tensor.getByteBuffer().array()), shape);
      case STRING -> Tensor.of(strings(tensor.getValue(), info), shape);
    };
  }

  /**
   * What a network says of one of its tensors; sizes that it leaves open are −1.
   *
   * @throws IllegalStateException for something that is no tensor of a known type
   */
  static TensorSpec spec(NodeInfo node) {
    if (!(node.getInfo() instanceof TensorInfo info)) {
      throw new IllegalStateException("'%s' is no tensor".formatted(node.getName()));
    }
    return new TensorSpec(
        node.getName(),
        type(node.getName(), info),
        Arrays.stream(info.getShape()).boxed().toList(),
        false);
  }

  private static TensorType type(String name, TensorInfo info) {
    return switch (info.type) {
      case FLOAT -> halfIsNoFloat(name, info);
      case DOUBLE -> TensorType.FLOAT64;
      case INT8 -> TensorType.INT8;
      case UINT8 -> TensorType.UINT8;
      case INT32 -> TensorType.INT32;
      case INT64 -> TensorType.INT64;
      case BOOL -> TensorType.BOOL;
      case STRING -> TensorType.STRING;
      case INT16, FLOAT16, BFLOAT16, UNKNOWN -> throw unknown(name, info);
    };
  }

  private static TensorType halfIsNoFloat(String name, TensorInfo info) {
    if (info.onnxType != TensorInfo.OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT) {
      throw unknown(name, info);
    }
    return TensorType.FLOAT32;
  }

  private static IllegalStateException unknown(String name, TensorInfo info) {
    return new IllegalStateException(
        "tensor '%s' is of type %s; known are %s"
            .formatted(name, info.onnxType, Arrays.toString(TensorType.values())));
  }

  private static OnnxTensor bytes(
      OrtEnvironment environment, byte[] values, long[] shape, OnnxJavaType type)
      throws OrtException {
    return OnnxTensor.createTensor(environment, ByteBuffer.wrap(values), shape, type);
  }

  private static Tensor empty(TensorType type, long[] shape) {
    return switch (type) {
      case FLOAT32 -> Tensor.of(new float[0], shape);
      case INT64 -> Tensor.of(new long[0], shape);
      case FLOAT64 -> Tensor.of(new double[0], shape);
      case INT32 -> Tensor.of(new int[0], shape);
      case INT8 -> Tensor.ofInt8(new byte[0], shape);
      case UINT8 -> Tensor.ofUint8(new byte[0], shape);
      case BOOL -> Tensor.of(new boolean[0], shape);
      case STRING -> Tensor.of(new String[0], shape);
    };
  }

  private static byte[] toBytes(boolean[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return bytes;
  }

  private static boolean[] toBooleans(byte[] bytes) {
    boolean[] values = new boolean[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] != 0;
    }
    return values;
  }

  private static String[] strings(Object value, TensorInfo info) {
    String[] strings = new String[Math.toIntExact(info.getNumElements())];
    int count = fill(strings, 0, value);
    if (count != strings.length) {
      throw new IllegalStateException(
          "%d texts where %d were announced".formatted(count, strings.length));
    }
    return strings;
  }

  /** Texts come back as nested arrays, one level per dimension. */
  private static int fill(String[] strings, int start, Object value) {
    if (value instanceof Object[] parts) {
      int end = start;
      for (Object part : parts) {
        end = fill(strings, end, part);
      }
      return end;
    }
    strings[start] = (String) value;
    return start + 1;
  }
}
