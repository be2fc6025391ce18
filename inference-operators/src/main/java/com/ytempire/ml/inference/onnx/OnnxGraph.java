package com.ytempire.ml.inference.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Builds a network node by node. Names of values are the caller's; a node may only use values that
 * exist by then. Confined to one thread.
 */
public final class OnnxGraph {
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 17;
  private static final int ML_OPERATOR_SET = 3;

  /** Operators for classical machine learning. */
  static final String ML_DOMAIN = "ai.onnx.ml";

  private final GraphProto.Builder graph;
  private boolean usesMl;

  /**
   * @param name name of the network
   */
  public OnnxGraph(String name) {
    this.graph = GraphProto.newBuilder().setName(name);
  }

  /** Adds an input; sizes of −1 stay open. */
  public OnnxGraph input(TensorSpec spec) {
    graph.addInput(value(spec));
    return this;
  }

  /** Declares a value as an output; sizes of −1 stay open. */
  public OnnxGraph output(TensorSpec spec) {
    graph.addOutput(value(spec));
    return this;
  }

  /** Adds constant floats. */
  public OnnxGraph constant(String name, float[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(name, TensorProto.DataType.FLOAT_VALUE, bytes, shape);
  }

  /** Adds constant whole numbers. */
  public OnnxGraph constant(String name, long[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return constant(name, TensorProto.DataType.INT64_VALUE, bytes, shape);
  }

  /** Adds constant signed bytes. */
  public OnnxGraph constant(String name, byte[] values, long... shape) {
    return constant(name, TensorProto.DataType.INT8_VALUE, ByteBuffer.wrap(values.clone()), shape);
  }

  /** Adds a node with one output. */
  public OnnxGraph node(String operator, String output, String... inputs) {
    graph.addNode(start(operator, output, inputs));
    return this;
  }

  /** Adds a node with one output and one whole-numbered attribute. */
  public OnnxGraph node(
      String operator, String output, String attribute, long value, String... inputs) {
    graph.addNode(
        start(operator, output, inputs)
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName(attribute)
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(value)));
    return this;
  }

  /** Adds a node with any attributes. */
  public OnnxGraph node(OnnxNode node) {
    NodeProto proto = node.toProto();
    usesMl |= proto.getDomain().equals(ML_DOMAIN);
    graph.addNode(proto);
    return this;
  }

  /** The network as the content of an {@code .onnx} file. */
  public byte[] toBytes() {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("ytempire-ml")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET));
    if (usesMl) {
      model.addOpsetImport(
          OperatorSetIdProto.newBuilder().setDomain(ML_DOMAIN).setVersion(ML_OPERATOR_SET));
    }
    return model.setGraph(graph).build().toByteArray();
  }

  private static NodeProto.Builder start(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private OnnxGraph constant(String name, int type, ByteBuffer bytes, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type)
            .setRawData(ByteString.copyFrom(bytes.array()));
    for (long size : shape) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
    return this;
  }

  private static ValueInfoProto value(TensorSpec spec) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int i = 0; i < spec.shape().size(); i++) {
      long size = spec.shape().get(i);
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      if (size < 0) {
        dimension.setDimParam(i == 0 ? "batch" : spec.name() + "_" + i);
      } else {
        dimension.setDimValue(size);
      }
      shape.addDim(dimension);
    }
    return ValueInfoProto.newBuilder()
        .setName(spec.name())
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(elementType(spec.type()))
                        .setShape(shape)))
        .build();
  }

  private static int elementType(TensorType type) {
    return switch (type) {
      case BOOL -> TensorProto.DataType.BOOL_VALUE;
      case INT8 -> TensorProto.DataType.INT8_VALUE;
      case UINT8 -> TensorProto.DataType.UINT8_VALUE;
      case INT32 -> TensorProto.DataType.INT32_VALUE;
      case INT64 -> TensorProto.DataType.INT64_VALUE;
      case FLOAT32 -> TensorProto.DataType.FLOAT_VALUE;
      case FLOAT64 -> TensorProto.DataType.DOUBLE_VALUE;
      case STRING -> TensorProto.DataType.STRING_VALUE;
    };
  }
}
