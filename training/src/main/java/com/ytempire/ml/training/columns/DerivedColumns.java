package com.ytempire.ml.training.columns;

import com.ytempire.ml.features.definition.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What models see of a row: every feature as it is, and quotients of some of them, such as growths
 * and rates, where the set has what they are made of.
 *
 * <p>A feature that is not finite is missing, others are cut to ±{@link #LARGEST}. A quotient is
 * missing where one of its features is. Models ask only how a number lies to others of its column,
 * so a quotient needs no logarithm; and single sums, products and quotients of 32-bit floats are
 * the same bits everywhere, so that a number which equals a threshold goes the same way in every
 * runtime. Immutable and safe to share.
 *
 * @param features names of the features, the first columns
 * @param quotients the columns after them
 */
public record DerivedColumns(List<String> features, List<Quotient> quotients) {
  /** Features beyond this are cut to it, so that products of two sums stay finite. */
  public static final float LARGEST = 1e18f;

  /** 1 + max(0, one + sign × other), features by name; sign is 0 where there is no other. */
  public record Term(String one, int sign, String other) {
    private static Term of(Input input) {
      return new Term(input.word(), 0, input.word());
    }

    private static Term difference(Input input, Input taken) {
      return new Term(input.word(), -1, taken.word());
    }

    private static Term sum(Input input, Input added) {
      return new Term(input.word(), 1, added.word());
    }
  }

  /** Product of the terms above ÷ product of those below; one or two on each side. */
  public record Quotient(String name, List<Term> above, List<Term> below) {
    private static Quotient of(String name, Term above, Term below) {
      return new Quotient(name, List.of(above), List.of(below));
    }

    private boolean isWithin(List<String> features) {
      return above.stream().allMatch(term -> isKnown(term, features))
          && below.stream().allMatch(term -> isKnown(term, features));
    }

    private boolean isMadeOf(String feature) {
      return Stream.concat(above.stream(), below.stream())
          .anyMatch(term -> term.one().equals(feature) || term.other().equals(feature));
    }

    private static boolean isKnown(Term term, List<String> features) {
      return features.contains(term.one()) && features.contains(term.other());
    }
  }

  private static final Term VIEWS = Term.of(Input.VIEWS);
  private static final Term LIKES = Term.of(Input.LIKES);
  private static final Term DISLIKES = Term.of(Input.DISLIKES);
  private static final Term COMMENTS = Term.of(Input.COMMENTS);
  private static final Term NEW_VIEWS = Term.of(Input.DELTA_VIEWS);
  private static final Term NEW_LIKES = Term.of(Input.DELTA_LIKES);
  private static final Term NEW_COMMENTS = Term.of(Input.DELTA_COMMENTS);
  private static final Term AGE = Term.of(Input.VIDEO_AGE_HOURS);
  private static final Term GAP = Term.of(Input.PREV_GAP_HOURS);
  private static final Term VIEWS_BEFORE = Term.difference(Input.VIEWS, Input.DELTA_VIEWS);
  private static final Term AGE_BEFORE =
      Term.difference(Input.VIDEO_AGE_HOURS, Input.PREV_GAP_HOURS);
  private static final Term AGE_THEN = Term.sum(Input.VIDEO_AGE_HOURS, Input.PREV_GAP_HOURS);

  private static final List<Quotient> ALL =
      List.of(
          Quotient.of("growth of views", VIEWS, VIEWS_BEFORE),
          Quotient.of("growth of likes", LIKES, Term.difference(Input.LIKES, Input.DELTA_LIKES)),
          Quotient.of(
              "growth of comments",
              COMMENTS,
              Term.difference(Input.COMMENTS, Input.DELTA_COMMENTS)),
          Quotient.of("likes by views", LIKES, VIEWS),
          Quotient.of("dislikes by views", DISLIKES, VIEWS),
          Quotient.of("comments by views", COMMENTS, VIEWS),
          Quotient.of("dislikes by likes", DISLIKES, LIKES),
          Quotient.of("comments by likes", COMMENTS, LIKES),
          Quotient.of("new likes by new views", NEW_LIKES, NEW_VIEWS),
          Quotient.of("new comments by new views", NEW_COMMENTS, NEW_VIEWS),
          Quotient.of("views by subscribers", VIEWS, Term.of(Input.SUBSCRIBER_COUNT)),
          Quotient.of("new views by subscribers", NEW_VIEWS, Term.of(Input.SUBSCRIBER_COUNT)),
          Quotient.of("views by age", VIEWS, AGE),
          Quotient.of("new views by gap", NEW_VIEWS, GAP),
          Quotient.of("growth of age", AGE, AGE_BEFORE),
          Quotient.of("growth of age to come", AGE_THEN, AGE),
          new Quotient("pace by mean pace", List.of(NEW_VIEWS, AGE), List.of(VIEWS, GAP)),
          new Quotient(
              "pace by earlier mean pace",
              List.of(NEW_VIEWS, AGE_BEFORE),
              List.of(VIEWS_BEFORE, GAP)),
          new Quotient(
              "share of likes by earlier share",
              List.of(LIKES, VIEWS_BEFORE),
              List.of(Term.difference(Input.LIKES, Input.DELTA_LIKES), VIEWS)));

  public DerivedColumns {
    features = List.copyOf(features);
    quotients = List.copyOf(quotients);
  }

  /** The columns of sets with these features. */
  public static DerivedColumns of(List<String> features) {
    return new DerivedColumns(
        features, ALL.stream().filter(quotient -> quotient.isWithin(features)).toList());
  }

  /** How many columns there are. */
  public int count() {
    return features.size() + quotients.size();
  }

  /** Names of the columns. */
  public List<String> names() {
    List<String> names = new ArrayList<>(features);
    quotients.forEach(quotient -> names.add(quotient.name()));
    return names;
  }

  /**
   * The columns of rows of features, NaN where missing.
   *
   * @param rows one value per feature each
   * @return row after row
   */
  public float[] of(float[][] rows) {
    float[] columns = new float[rows.length * count()];
    int at = 0;
    for (float[] row : rows) {
      float[] known = new float[row.length];
      for (int i = 0; i < row.length; i++) {
        known[i] =
            Float.isFinite(row[i]) ? Math.max(-LARGEST, Math.min(LARGEST, row[i])) : Float.NaN;
        columns[at++] = known[i];
      }
      for (Quotient quotient : quotients) {
        columns[at++] = product(quotient.above(), known) / product(quotient.below(), known);
      }
    }
    return columns;
  }

  /** Whether a column is made of a feature. */
  public boolean isMadeOf(int column, int feature) {
    return column < features.size()
        ? column == feature
        : quotients.get(column - features.size()).isMadeOf(features.get(feature));
  }

  private float product(List<Term> terms, float[] known) {
    float product = value(terms.get(0), known);
    return terms.size() == 1 ? product : product * value(terms.get(1), known);
  }

  private float value(Term term, float[] known) {
    float one = known[features.indexOf(term.one())];
    float other = known[features.indexOf(term.other())];
    float sum = one + term.sign() * other;
    return Float.isNaN(sum) ? Float.NaN : 1f + Math.max(0f, sum);
  }
}
