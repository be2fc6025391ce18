package com.ytempire.ml.training.boosting;

import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.onnx.OnnxGraph;
import com.ytempire.ml.inference.onnx.OnnxNode;
import com.ytempire.ml.training.boosting.BoostingColumns.Quotient;
import com.ytempire.ml.training.boosting.BoostingColumns.Term;
import com.ytempire.ml.training.boosting.TreeTable.Node;
import com.ytempire.ml.training.dataset.Head;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Writes boosted heads as ONNX, from raw features with NaN to answers. */
final class BoostedOnnx {
  static final String FEATURES = "features";

  private BoostedOnnx() {}

  /** What the network takes and gives. */
  static ModelSignature signature(BoostingColumns columns, List<Head> heads) {
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
  static byte[] write(BoostingColumns columns, List<BoostedHead> heads) {
    ModelSignature signature = signature(columns, heads.stream().map(BoostedHead::head).toList());
    OnnxGraph graph = new OnnxGraph("gradient_boosting");
    signature.inputs().forEach(graph::input);
    addKnown(graph);
    if (columns.quotients().isEmpty()) {
      graph.node("Identity", "columns", "with_missing");
    } else {
      addQuotients(graph, columns);
      graph.node("Concat", "columns", "axis", 1, "with_missing", "quotients");
    }
    for (BoostedHead head : heads) {
      addHead(graph, head);
    }
    signature.outputs().forEach(graph::output);
    return graph.toBytes();
  }

  /**
   * {@code bounded}, 0 where missing; {@code gap}, 0 or NaN where missing; and their sum {@code
   * with_missing}. What is bounded never meets NaN, of which Clip and Max may make a number.
   */
  private static void addKnown(OnnxGraph graph) {
    graph.constant("zero", new float[] {0}).constant("one", new float[] {1});
    graph.constant("nan", new float[] {Float.NaN});
    graph.constant("largest", new float[] {BoostingColumns.LARGEST});
    graph.constant("smallest", new float[] {-BoostingColumns.LARGEST});
    graph
        .node("IsNaN", "is_nan", FEATURES)
        .node("IsInf", "is_infinite", FEATURES)
        .node("Or", "is_missing", "is_nan", "is_infinite")
        .node("Where", "known", "is_missing", "zero", FEATURES)
        .node("Clip", "bounded", "known", "smallest", "largest")
        .node("Where", "gap", "is_missing", "nan", "zero")
        .node("Add", "with_missing", "bounded", "gap");
  }

  /** Every step is one operation on two numbers, so each rounds as in {@link BoostingColumns}. */
  private static void addQuotients(OnnxGraph graph, BoostingColumns columns) {
    addTerm(graph, columns, "above", quotient -> quotient.above().get(0));
    addTerm(graph, columns, "below", quotient -> quotient.below().get(0));
    addSecond(graph, columns, "above", Quotient::above);
    addSecond(graph, columns, "below", Quotient::below);
    graph
        .node("Div", "quotients_known", "above_product", "below_product")
        .node("Add", "gaps_first", "above_gap", "below_gap")
        .node("Add", "gaps_second", "above_too_gap", "below_too_gap")
        .node("Add", "gaps", "gaps_first", "gaps_second")
        .node("Add", "quotients", "quotients_known", "gaps");
  }

  /** One term of each quotient: its value and whether it is missing. */
  private static void addTerm(
      OnnxGraph graph, BoostingColumns columns, String name, Function<Quotient, Term> term) {
    List<Term> terms = columns.quotients().stream().map(term).toList();
    float[] signs = new float[terms.size()];
    long[] ones = new long[terms.size()];
    long[] others = new long[terms.size()];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = terms.get(i).sign();
      ones[i] = columns.features().indexOf(terms.get(i).one());
      others[i] = columns.features().indexOf(terms.get(i).other());
    }
    graph
        .constant(name + "_signs", signs, signs.length)
        .constant(name + "_ones", ones, ones.length)
        .constant(name + "_others", others, others.length)
        .node("Gather", name + "_one", "axis", 1, "bounded", name + "_ones")
        .node("Gather", name + "_other", "axis", 1, "bounded", name + "_others")
        .node("Mul", name + "_signed", name + "_other", name + "_signs")
        .node("Add", name + "_sum", name + "_one", name + "_signed")
        .node("Relu", name + "_positive", name + "_sum")
        .node("Add", name, name + "_positive", "one")
        .node("Gather", name + "_one_gap", "axis", 1, "gap", name + "_ones")
        .node("Gather", name + "_other_gap", "axis", 1, "gap", name + "_others")
        .node("Add", name + "_gap", name + "_one_gap", name + "_other_gap");
  }

  /** The product with the second term, which is 1 for quotients that have none. */
  private static void addSecond(
      OnnxGraph graph, BoostingColumns columns, String name, Function<Quotient, List<Term>> terms) {
    String second = name + "_too";
    addTerm(graph, columns, second, quotient -> last(terms.apply(quotient)));
    float[] isThere = new float[columns.quotients().size()];
    for (int i = 0; i < isThere.length; i++) {
      isThere[i] = terms.apply(columns.quotients().get(i)).size() == 1 ? 0 : 1;
    }
    graph
        .constant(second + "_factor", isThere, isThere.length)
        .node("Greater", second + "_is_there", second + "_factor", "zero")
        .node("Where", second + "_or_one", second + "_is_there", second, "one")
        .node("Mul", name + "_product", name, second + "_or_one");
  }

  private static Term last(List<Term> terms) {
    return terms.get(terms.size() - 1);
  }

  private static void addHead(OnnxGraph graph, BoostedHead head) {
    String name = head.head().word();
    boolean isProbability = head.head().kind() == Head.Kind.PROBABILITY;
    String sum = name + "_sum";
    graph.node(ensemble(sum, head.nodes()));
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

  private static OnnxNode ensemble(String output, List<Node> nodes) {
    List<Node> leaves = nodes.stream().filter(Node::isLeaf).toList();
    return OnnxNode.ofMl("TreeEnsembleRegressor", output, "columns")
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
