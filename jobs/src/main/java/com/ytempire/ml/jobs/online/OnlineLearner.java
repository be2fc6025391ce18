package com.ytempire.ml.jobs.online;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.ml.common.feature.LabeledPointWithWeight;
import org.apache.flink.ml.common.lossfunc.BinaryLogisticLoss;
import org.apache.flink.ml.linalg.BLAS;
import org.apache.flink.ml.linalg.DenseVector;
import org.jspecify.annotations.Nullable;

/**
 * Tells each outcome first and learns it then: logistic regression of growth, and regression of log
 * growth by a loss that outliers do not rule. Columns are scaled by what was seen of them. Weights
 * step after each batch. Equal lessons in equal order give equal weights. Confined to one thread.
 */
final class OnlineLearner {
  private static final int FORMAT = 1;

  private final OnlineSettings settings;
  private final OnlineColumns columns;
  private final ColumnScales scales;
  private final FtrlWeights viral;
  private final FtrlWeights growth;
  private final DenseVector viralGradient;
  private final DenseVector growthGradient;
  private final ProgressiveFigures figures;
  private int inBatch;

  OnlineLearner(OnlineSettings settings) {
    this.settings = settings;
    this.columns = new OnlineColumns(settings.features());
    this.scales = new ColumnScales(columns.count());
    int width = columns.width();
    this.viral = new FtrlWeights(width, settings.rate(), settings.l2());
    this.growth = new FtrlWeights(width, settings.rate(), settings.l2());
    this.viralGradient = new DenseVector(width);
    this.growthGradient = new DenseVector(width);
    this.figures = new ProgressiveFigures(settings.window());
  }

  /** The features of inputs by name, NaN where missing. */
  static float[] row(List<String> features, Map<String, Double> inputs) {
    float[] row = new float[features.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (double) inputs.getOrDefault(features.get(i), Double.NaN);
    }
    return row;
  }

  /** Probability of growth and log growth as the weights tell them now. */
  double[] answer(float[] features) {
    return answer(
        columns.numbers(columns.logs(features), scales.means(), scales.scales()),
        viral.weights(),
        growth.weights());
  }

  /** The answers of weights to {@link OnlineColumns#numbers}. */
  static double[] answer(double[] numbers, double[] viral, double[] growth) {
    var vector = new DenseVector(numbers);
    double odds = BLAS.dot(vector, new DenseVector(viral));
    return new double[] {
      1 / (1 + Math.exp(-odds)), BLAS.dot(vector, new DenseVector(growth)),
    };
  }

  /**
   * Tells and learns an outcome.
   *
   * @return a version, where one is due
   */
  @Nullable LearntVersion learn(Lesson lesson) {
    double[] logs = columns.logs(row(settings.features(), lesson.inputs()));
    scales.add(logs);
    double[] numbers = columns.numbers(logs, scales.means(), scales.scales());
    double[] told = answer(numbers, viral.weights(), growth.weights());
    double error = told[1] - lesson.logGrowth();
    figures.add(told[0], lesson.viral(), error);
    var vector = new DenseVector(numbers);
    BinaryLogisticLoss.INSTANCE.computeGradient(
        new LabeledPointWithWeight(vector, lesson.viral() ? 1 : 0, 1),
        new DenseVector(viral.weights()),
        viralGradient);
    BLAS.axpy(error / Math.sqrt(1 + error * error), vector, growthGradient);
    inBatch++;
    if (inBatch == settings.batch()) {
      step(viral, viralGradient);
      step(growth, growthGradient);
      inBatch = 0;
    }
    return figures.count() % settings.every() == 0 ? version(lesson) : null;
  }

  private void step(FtrlWeights weights, DenseVector gradient) {
    BLAS.scal(1.0 / settings.batch(), gradient);
    weights.step(gradient.values);
    Arrays.fill(gradient.values, 0);
  }

  private LearntVersion version(Lesson last) {
    return new LearntVersion(
        last.model(),
        figures.count(),
        Instant.ofEpochMilli(last.toldAt().toEpochMilli()),
        scales.means(),
        scales.scales(),
        viral.weights().clone(),
        growth.weights().clone(),
        figures.size(),
        figures.logLoss(),
        figures.baseLogLoss(),
        figures.auc(),
        figures.growthError());
  }

  ProgressiveFigures figures() {
    return figures;
  }

  /** All that is learnt, a storage format of checkpoints. */
  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
      out.writeUTF(String.join(" ", settings.features()));
      out.writeInt(settings.window());
      scales.write(out);
      viral.write(out);
      growth.write(out);
      for (DenseVector gradient : List.of(viralGradient, growthGradient)) {
        for (double value : gradient.values) {
          out.writeDouble(value);
        }
      }
      out.writeInt(inBatch);
      figures.write(out);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Goes on from {@link #toBytes}.
   *
   * @throws IllegalStateException when the bytes are of other features or another window
   */
  static OnlineLearner of(OnlineSettings settings, byte[] bytes) {
    var learner = new OnlineLearner(settings);
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String features = in.readInt() == FORMAT ? in.readUTF() : "?";
      if (!features.equals(String.join(" ", settings.features()))
          || in.readInt() != settings.window()) {
        throw new IllegalStateException(
            "the checkpoint is of features %s or another window; start without it"
                .formatted(features));
      }
      learner.scales.read(in);
      learner.viral.read(in);
      learner.growth.read(in);
      for (DenseVector gradient : List.of(learner.viralGradient, learner.growthGradient)) {
        for (int i = 0; i < gradient.size(); i++) {
          gradient.set(i, in.readDouble());
        }
      }
      learner.inBatch = in.readInt();
      learner.figures.read(in);
    } catch (IOException e) {
      throw new IllegalStateException("the checkpoint's learner cannot be read", e);
    }
    return learner;
  }
}
