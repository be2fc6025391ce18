package com.ytempire.ml.inference.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a sentiment classifier in RoBERTa's file layout that is small enough to read: the logits
 * are the sum of one row per token, where tokens equal to {@code <pad>} (1, as RoBERTa has it) do
 * not count. Words: good, bad, plain; anything else counts as {@code <unk>}, whose row is far from
 * zero, so that padding with 0 would show.
 */
public final class TinyClassifier {
  private static final int INT64 = TensorProto.DataType.INT64_VALUE;
  private static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;

  private static final String TOKENIZER =
      """
      {"version": "1.0",
       "truncation": null,
       "padding": {"strategy": "BatchLongest", "direction": "Right", "pad_to_multiple_of": null,
                   "pad_id": 1, "pad_type_id": 0, "pad_token": "<pad>"},
       "added_tokens": [],
       "normalizer": {"type": "Lowercase"},
       "pre_tokenizer": {"type": "Whitespace"},
       "post_processor": null,
       "decoder": null,
       "model": {"type": "WordLevel", "unk_token": "<unk>",
                 "vocab": {"<unk>": 0, "<pad>": 1, "good": 2, "bad": 3, "plain": 4}}}
      """;

  private TinyClassifier() {}

  /** Writes the model with its columns in the order negative, neutral, positive. */
  public static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("model.onnx"), model().toByteArray());
    Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
  }

  private static ModelProto model() {
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("tiny")
            .addInput(value("input_ids", INT64, "batch", "tokens"))
            .addInput(value("attention_mask", INT64, "batch", "tokens"))
            .addOutput(
                ValueInfoProto.newBuilder()
                    .setName("logits")
                    .setType(
                        TypeProto.newBuilder()
                            .setTensorType(
                                TypeProto.Tensor.newBuilder()
                                    .setElemType(FLOAT)
                                    .setShape(
                                        TensorShapeProto.newBuilder()
                                            .addDim(dimension("batch"))
                                            .addDim(
                                                TensorShapeProto.Dimension.newBuilder()
                                                    .setDimValue(3))))))
            .addInitializer(
                TensorProto.newBuilder()
                    .setName("rows")
                    .setDataType(FLOAT)
                    .addDims(5)
                    .addDims(3)
                    .addAllFloatData(
                        List.of(3f, 0f, 0f, 9f, 9f, 9f, 0f, 0f, 2f, 2f, 0f, 0f, 0f, 1f, 0f)))
            .addInitializer(integers("pad", 1))
            .addInitializer(integers("last", 2))
            .addInitializer(integers("middle", 1))
            .addNode(node("Equal", "is_pad", "input_ids", "pad"))
            .addNode(node("Not", "is_word", "is_pad"))
            .addNode(
                node("Cast", "weight", "is_word").toBuilder()
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("to")
                            .setType(AttributeProto.AttributeType.INT)
                            .setI(FLOAT)))
            .addNode(node("Unsqueeze", "weights", "weight", "last"))
            .addNode(node("Gather", "values", "rows", "input_ids"))
            .addNode(node("Mul", "weighted", "values", "weights"))
            .addNode(
                node("ReduceSum", "logits", "weighted", "middle").toBuilder()
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("keepdims")
                            .setType(AttributeProto.AttributeType.INT)
                            .setI(0)))
            .build();
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build();
  }

  private static NodeProto node(String type, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(type)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  private static TensorProto integers(String name, long value) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(INT64)
        .addDims(1)
        .addInt64Data(value)
        .build();
  }

  private static ValueInfoProto value(String name, int type, String first, String second) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(type)
                        .setShape(
                            TensorShapeProto.newBuilder()
                                .addDim(dimension(first))
                                .addDim(dimension(second)))))
        .build();
  }

  private static TensorShapeProto.Dimension dimension(String name) {
    return TensorShapeProto.Dimension.newBuilder().setDimParam(name).build();
  }
}
