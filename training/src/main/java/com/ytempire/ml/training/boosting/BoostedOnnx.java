package com.ytempire.ml.training.boosting;

import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.onnx.OnnxGraph;
import com.ytempire.ml.inference.onnx.OnnxNode;
import com.ytempire.ml.training.boosting.TreeTable.Node;
import com.ytempire.ml.training.columns.ColumnsOnnx;
import com.ytempire.ml.training.columns.DerivedColumns;
import com.ytempire.ml.training.example.Head;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Writes boosted heads as ONNX, from raw features with NaN to answers. */
final class BoostedOnnx {
  static final String FEATURES = "features";

  private BoostedOnnx() {}

  /** What the network takes and gives. */
  static ModelSignature signature(DerivedColumns columns, List<Head> heads) {
    return new ModelSignature(
        List.of(
            new TensorSpec(
                FEATURES,
                TensorType.FLOAT32,
                List.of(-1L, (long) columns.features().size()),
                true)),
        heads.stream()
            .map(head -> TensorSpec.of(head.word(), TensorType.FLOAT32, -1L, 1L))
            .toList());
  }

  /** The content of the {@code .onnx} file; equal heads give equal bytes. */
  static byte[] write(DerivedColumns columns, List<BoostedHead> heads) {
    ModelSignature signature = signature(columns, heads.stream().map(BoostedHead::head).toList());
    OnnxGraph graph = new OnnxGraph("gradient_boosting");
    signature.inputs().forEach(graph::input);
    String all = ColumnsOnnx.add(graph, columns, FEATURES);
    for (BoostedHead head : heads) {
      addHead(graph, head, all);
    }
    signature.outputs().forEach(graph::output);
    return graph.toBytes();
  }

  private static void addHead(OnnxGraph graph, BoostedHead head, String columns) {
    String name = head.head().word();
    boolean isProbability = head.head().kind() == Head.Kind.PROBABILITY;
    String sum = name + "_sum";
    graph.node(ensemble(sum, columns, head.nodes()));
    graph
        .constant(name + "_unit", new float[] {head.scale().unit()})
        .constant(name + "_base", new float[] {head.scale().base()})
        .node("Mul", name + "_of_base", sum, name + "_unit")
        .node("Add", isProbability ? name + "_score" : name, name + "_of_base", name + "_base");
    if (isProbability) {
      graph
          .constant(name + "_slope", new float[] {(float) head.calibration().slope()})
          .constant(name + "_shift", new float[] {(float) head.calibration().shift()})
          .node("Mul", name + "_scaled", name + "_score", name + "_slope")
          .node("Add", name + "_logit", name + "_scaled", name + "_shift")
          .node("Sigmoid", name, name + "_logit");
    }
  }

  private static OnnxNode ensemble(String output, String columns, List<Node> nodes) {
    List<Node> leaves = nodes.stream().filter(Node::isLeaf).toList();
    return OnnxNode.ofMl("TreeEnsembleRegressor", output, columns)
        .with("n_targets", 1)
        .with("nodes_treeids", longs(nodes, Node::tree))
        .with("nodes_nodeids", longs(nodes, Node::id))
        .with("nodes_featureids", longs(nodes, node -> Math.max(0, node.column())))
        .with("nodes_modes", nodes.stream().map(BoostedOnnx::mode).toList())
        .with("nodes_values", floats(nodes, node -> node.isLeaf() ? 0 : node.value()))
        .with("nodes_truenodeids", longs(nodes, Node::yes))
        .with("nodes_falsenodeids", longs(nodes, Node::no))
        .with(
            "nodes_missing_value_tracks_true",
            longs(nodes, node -> !node.isLeaf() && node.missing() == node.yes() ? 1 : 0))
        .with("target_treeids", longs(leaves, Node::tree))
        .with("target_nodeids", longs(leaves, Node::id))
        .with("target_ids", new long[leaves.size()])
        .with("target_weights", floats(leaves, Node::value));
  }

  private static String mode(Node node) {
    return node.isLeaf() ? "LEAF" : "BRANCH_LT";
  }

  private static long[] longs(List<Node> nodes, ToLongFunction<Node> value) {
    return nodes.stream().mapToLong(value).toArray();
  }

  private static float[] floats(List<Node> nodes, ToDoubleFunction<Node> value) {
    float[] floats = new float[nodes.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) value.applyAsDouble(nodes.get(i));
    }
    return floats;
  }
}
