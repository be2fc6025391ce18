package com.ytempire.ml.inference.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.Consumer;

/**
 * A node with one output and any attributes, to be given to {@link OnnxGraph#node(OnnxNode)}.
 * Confined to one thread.
 */
public final class OnnxNode {
  private final NodeProto.Builder node;

  private OnnxNode(String domain, String operator, String output, String... inputs) {
    this.node =
        NodeProto.newBuilder()
            .setDomain(domain)
            .setOpType(operator)
            .setName(output)
            .addAllInput(List.of(inputs))
            .addOutput(output);
  }

  /** A node of ONNX's own operators. */
  public static OnnxNode of(String operator, String output, String... inputs) {
    return new OnnxNode("", operator, output, inputs);
  }

  /** A node of ONNX's operators for classical machine learning, such as tree ensembles. */
  public static OnnxNode ofMl(String operator, String output, String... inputs) {
    return new OnnxNode(OnnxGraph.ML_DOMAIN, operator, output, inputs);
  }

  /** Sets a whole number. */
  public OnnxNode with(String attribute, long value) {
    return add(attribute, AttributeProto.AttributeType.INT, builder -> builder.setI(value));
  }

  /** Sets whole numbers. */
  public OnnxNode with(String attribute, long[] values) {
    return add(
        attribute,
        AttributeProto.AttributeType.INTS,
        builder -> {
          for (long value : values) {
            builder.addInts(value);
          }
        });
  }

  /** Sets 32-bit floats. */
  public OnnxNode with(String attribute, float[] values) {
    return add(
        attribute,
        AttributeProto.AttributeType.FLOATS,
        builder -> {
          for (float value : values) {
            builder.addFloats(value);
          }
        });
  }

  /** Sets a text. */
  public OnnxNode with(String attribute, String value) {
    return add(
        attribute,
        AttributeProto.AttributeType.STRING,
        builder -> builder.setS(ByteString.copyFromUtf8(value)));
  }

  /** Sets texts. */
  public OnnxNode with(String attribute, List<String> values) {
    return add(
        attribute,
        AttributeProto.AttributeType.STRINGS,
        builder -> values.forEach(value -> builder.addStrings(ByteString.copyFromUtf8(value))));
  }

  private OnnxNode add(
      String name, AttributeProto.AttributeType type, Consumer<AttributeProto.Builder> value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(type);
    value.accept(attribute);
    node.addAttribute(attribute);
    return this;
  }

  NodeProto toProto() {
    return node.build();
  }
}
