package com.ytempire.ml.training.boosting;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.training.trainer.TrainingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Trees as one table of nodes, read from XGBoost's JSON. A row goes to {@code yes} where its column
 * is less than the threshold, to {@code missing} where it is NaN, else to {@code no}.
 */
final class TreeTable {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @param tree number of its tree
   * @param id its number in the tree; the root is 0
   * @param column what it asks about; −1 for a leaf
   * @param value threshold, or what a leaf adds
   * @param gain by how much its decision lowered the loss of the rows that were learnt from
   */
  record Node(
      int tree, int id, int column, float value, int yes, int no, int missing, double gain) {
    boolean isLeaf() {
      return column < 0;
    }
  }

  private TreeTable() {}

  /**
   * @param trees one JSON text each
   * @return every node; those of a tree stand together, its root first
   */
  static List<Node> of(String[] trees) {
    List<Node> nodes = new ArrayList<>();
    for (int tree = 0; tree < trees.length; tree++) {
      try (JsonParser json = JSON.createParser(trees[tree])) {
        json.nextToken();
        read(json, tree, nodes);
      } catch (IOException e) {
        throw new TrainingException("XGBoost's trees cannot be read: " + e.getMessage(), e);
      }
    }
    nodes.sort(Comparator.comparingInt(Node::tree).thenComparingInt(Node::id));
    return nodes;
  }

  /** Reads the node at which the parser stands, then those below it. */
  private static void read(JsonParser json, int tree, List<Node> nodes) throws IOException {
    int id = 0;
    int column = -1;
    float value = 0;
    int yes = 0;
    int no = 0;
    int missing = 0;
    double gain = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "nodeid" -> id = json.getIntValue();
        case "split" -> column = Integer.parseInt(json.getText().substring(1));
        case "split_condition", "leaf" -> value = Float.parseFloat(json.getText());
        case "yes" -> yes = json.getIntValue();
        case "no" -> no = json.getIntValue();
        case "missing" -> missing = json.getIntValue();
        case "gain" -> gain = json.getDoubleValue();
        case "children" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            read(json, tree, nodes);
          }
        }
        default -> json.skipChildren();
      }
    }
    nodes.add(new Node(tree, id, column, value, yes, no, missing, gain));
  }
}
