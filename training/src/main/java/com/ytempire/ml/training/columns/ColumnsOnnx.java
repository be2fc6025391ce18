package com.ytempire.ml.training.columns;

import com.ytempire.ml.inference.onnx.OnnxGraph;
import com.ytempire.ml.training.columns.DerivedColumns.Quotient;
import com.ytempire.ml.training.columns.DerivedColumns.Term;
import java.util.List;
import java.util.function.Function;

/** Writes the first part of networks: from raw features with NaN to {@link DerivedColumns}. */
public final class ColumnsOnnx {
  private ColumnsOnnx() {}

  /**
   * Adds nodes. The constants {@code zero} and {@code one} are there for others after it.
   *
   * @param features the value with the raw features along its last axis; any others before it
   * @return the value with the columns along its last axis, NaN where missing
   */
  public static String add(OnnxGraph graph, DerivedColumns columns, String features) {
    addKnown(graph, features);
    if (columns.quotients().isEmpty()) {
      return "with_missing";
    }
    addQuotients(graph, columns);
    graph.node("Concat", "columns", "axis", -1, "with_missing", "quotients");
    return "columns";
  }

  /**
   * {@code bounded}, 0 where missing; {@code gap}, 0 or NaN where missing; and their sum {@code
   * with_missing}. What is bounded never meets NaN, of which Clip and Max may make a number.
   */
  private static void addKnown(OnnxGraph graph, String features) {
    graph.constant("zero", new float[] {0}).constant("one", new float[] {1});
    graph.constant("nan", new float[] {Float.NaN});
    graph.constant("largest", new float[] {DerivedColumns.LARGEST});
    graph.constant("smallest", new float[] {-DerivedColumns.LARGEST});
    graph
        .node("IsNaN", "is_nan", features)
        .node("IsInf", "is_infinite", features)
        .node("Or", "is_missing", "is_nan", "is_infinite")
        .node("Where", "known", "is_missing", "zero", features)
        .node("Clip", "bounded", "known", "smallest", "largest")
        .node("Where", "gap", "is_missing", "nan", "zero")
        .node("Add", "with_missing", "bounded", "gap");
  }

  /** Every step is one operation on two numbers, so each rounds as in {@link DerivedColumns}. */
  private static void addQuotients(OnnxGraph graph, DerivedColumns columns) {
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
      OnnxGraph graph, DerivedColumns columns, String name, Function<Quotient, Term> term) {
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
        .node("Gather", name + "_one", "axis", -1, "bounded", name + "_ones")
        .node("Gather", name + "_other", "axis", -1, "bounded", name + "_others")
        .node("Mul", name + "_signed", name + "_other", name + "_signs")
        .node("Add", name + "_sum", name + "_one", name + "_signed")
        .node("Relu", name + "_positive", name + "_sum")
        .node("Add", name, name + "_positive", "one")
        .node("Gather", name + "_one_gap", "axis", -1, "gap", name + "_ones")
        .node("Gather", name + "_other_gap", "axis", -1, "gap", name + "_others")
        .node("Add", name + "_gap", name + "_one_gap", name + "_other_gap");
  }

  /** The product with the second term, which is 1 for quotients that have none. */
  private static void addSecond(
      OnnxGraph graph, DerivedColumns columns, String name, Function<Quotient, List<Term>> terms) {
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
}
