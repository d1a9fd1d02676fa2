package dev.pacer.api.fuzz;

import dev.pacer.testing.RandomText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// What callers say to App Runner, member by member; it learns the ARNs and page tokens of answers,
/// so that later calls are about what earlier ones made.
final class Vocabulary {

  private static final int LIMIT = 40;
  private static final String ROLE = "arn:aws:iam::111122223333:role/service-role/App";
  private static final List<String> NAMES =
      List.of("shop", "cart", "blog", "DefaultConfiguration", "a-b_c");
  private static final List<String> ARNS =
      List.of(
          "arn:aws:apprunner:eu-west-1:111122223333:service/shop/0123456789abcdef0123456789abcdef",
          "arn:aws:apprunner:eu-west-1:111122223333:autoscalingconfiguration/DefaultConfiguration",
          "arn:aws:apprunner:eu-west-1:111122223333:autoscalingconfiguration/DefaultConfiguration/1",
          "arn:aws:apprunner:eu-west-1:111122223333:autoscalingconfiguration/shop/99999999999999999999",
          "arn:aws:apprunner:eu-west-1:111122223333:observabilityconfiguration/shop/1",
          "arn:aws:apprunner:us-east-1:999999999999:vpcconnector/shop/1/0123456789abcdef0123456789abcdef",
          "arn:aws:apprunner:::connection//",
          ROLE,
          "arn:aws:s3:::bucket",
          "arn:aws-cn:x:y:123456789012:/");

  /// By wire name; the first word of each is a good one and said most often.
  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          Map.entry(
              "ImageIdentifier",
              List.of(
                  "good:1",
                  "bad:1",
                  "public.ecr.aws/a/b:latest",
                  "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop@sha256:" + "a".repeat(64),
                  "a//b",
                  ":")),
          Map.entry("Port", List.of("8080", "80", "0", "65535", "65536", "99999999999999999999")),
          Map.entry("Cpu", List.of("1 vCPU", "0.25 vCPU", "1024", "4096", "256")),
          Map.entry("Memory", List.of("2 GB", "0.5 GB", "2048", "12288", "512")),
          Map.entry("Path", List.of("/", "/health", "health", "//")),
          Map.entry(
              "DomainName",
              List.of(
                  "example.com",
                  "*.example.com",
                  "www.example.org",
                  "-.-",
                  "....",
                  "a.apprunner.localhost",
                  "*")),
          Map.entry("RepositoryUrl", List.of("https://github.com/a/b", "file:///etc", "x")),
          Map.entry("SourceDirectory", List.of("/", "/src", "../..")),
          Map.entry("VpcId", List.of("vpc-1")),
          Map.entry("VpcEndpointId", List.of("vpce-1", "vpce-2")),
          Map.entry(
              "KmsKey",
              List.of(
                  "arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef")),
          Map.entry("AccessRoleArn", List.of(ROLE, "arn:aws:iam::111122223333:role/")),
          Map.entry("InstanceRoleArn", List.of(ROLE, "arn:aws:iam::111122223333:role/x\u00e9")),
          Map.entry("Key", List.of("team", "stage", "aws:x", "AWSAPPRUNNER", "PORT")));

  private final Map<String, List<String>> learned = new HashMap<>();

  /// A word for the member of that wire name.
  String word(RandomGenerator random, String member) {
    List<String> known = learned.getOrDefault(kind(member), List.of());
    if (!known.isEmpty() && RandomText.percent(random, 85)) {
      return RandomText.oneOf(random, known);
    }
    if (WORDS.containsKey(member)) {
      List<String> words = WORDS.getOrDefault(member, List.of());
      return RandomText.percent(random, 60) ? words.getFirst() : RandomText.oneOf(random, words);
    }
    if (member.endsWith("Name")) {
      return RandomText.oneOf(random, NAMES);
    }
    return member.endsWith("Arn") ? RandomText.oneOf(random, ARNS) : RandomText.letters(random);
  }

  /// Remembers the ARNs and tokens of an answer.
  void learn(JsonNode answer) {
    for (Map.Entry<String, JsonNode> member : answer.properties()) {
      boolean worth = member.getKey().endsWith("Arn") || member.getKey().equals("NextToken");
      if (worth && member.getValue().isString()) {
        remember(kind(member.getKey()), member.getValue().asString());
        remember("ResourceArn", member.getValue().asString());
      }
    }
    answer.forEach(this::learn);
  }

  private void remember(String kind, String word) {
    List<String> words = learned.computeIfAbsent(kind, _ -> new ArrayList<>());
    if (!words.contains(word)) {
      words.add(word);
    }
    if (words.size() > LIMIT) {
      words.removeFirst();
    }
  }

  private static String kind(String member) {
    return member.equals("TargetArn") ? "ResourceArn" : member;
  }
}
