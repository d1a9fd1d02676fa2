package dev.pacer.source.configuration;

import java.util.Arrays;
import java.util.Optional;

/// A managed runtime by name: the thirteen of App Runner, and newer ones of the same languages that
/// only Pacer knows and only `apprunner.yaml` can name.
public enum ManagedRuntime {
  PYTHON_3("python3", Kind.ORIGINAL, Language.PYTHON),
  PYTHON_39("python39", Kind.REVISED, Language.PYTHON),
  PYTHON_310("python310", Kind.REVISED, Language.PYTHON),
  PYTHON_311("python311", Kind.REVISED, Language.PYTHON),
  PYTHON_312("python312", Kind.REVISED, Language.PYTHON),
  PYTHON_313("python313", Kind.REVISED, Language.PYTHON),
  NODEJS_12("nodejs12", Kind.ORIGINAL, Language.NODEJS),
  NODEJS_14("nodejs14", Kind.ORIGINAL, Language.NODEJS),
  NODEJS_16("nodejs16", Kind.ORIGINAL, Language.NODEJS),
  NODEJS_18("nodejs18", Kind.REVISED, Language.NODEJS),
  NODEJS_20("nodejs20", Kind.REVISED, Language.NODEJS),
  NODEJS_22("nodejs22", Kind.REVISED, Language.NODEJS),
  NODEJS_24("nodejs24", Kind.REVISED, Language.NODEJS),
  CORRETTO_8("corretto8", Kind.ORIGINAL, Language.JAVA),
  CORRETTO_11("corretto11", Kind.ORIGINAL, Language.JAVA),
  CORRETTO_17("corretto17", Kind.REVISED, Language.JAVA),
  CORRETTO_21("corretto21", Kind.REVISED, Language.JAVA),
  CORRETTO_25("corretto25", Kind.REVISED, Language.JAVA),
  DOTNET_6("dotnet6", Kind.ORIGINAL, Language.DOTNET),
  DOTNET_8("dotnet8", Kind.REVISED, Language.DOTNET),
  PHP_81("php81", Kind.ORIGINAL, Language.PHP),
  PHP_83("php83", Kind.REVISED, Language.PHP),
  PHP_84("php84", Kind.REVISED, Language.PHP),
  RUBY_31("ruby31", Kind.ORIGINAL, Language.RUBY),
  RUBY_33("ruby33", Kind.REVISED, Language.RUBY),
  RUBY_34("ruby34", Kind.REVISED, Language.RUBY),
  GO_1("go1", Kind.ORIGINAL, Language.GO),
  GO_125("go125", Kind.REVISED, Language.GO),
  GO_126("go126", Kind.REVISED, Language.GO),
  GO_127("go127", Kind.REVISED, Language.GO);

  private final String fileName;
  private final Kind kind;
  private final Language language;

  ManagedRuntime(String fileName, Kind kind, Language language) {
    this.fileName = fileName;
    this.kind = kind;
    this.language = language;
  }

  /// How App Runner builds a source tree for a runtime.
  public enum Kind {
    /// The build commands run twice: where the source is built, and again in the image that runs.
    /// There is no `pre-run`.
    ORIGINAL,
    /// The build commands run once, and only `/app` goes on into the image that runs, where the
    /// `pre-run` commands follow.
    REVISED
  }

  /// What the applications of a runtime are written in.
  public enum Language {
    PYTHON,
    NODEJS,
    JAVA,
    DOTNET,
    PHP,
    RUBY,
    GO
  }

  /// The name in `apprunner.yaml`, such as `python311`.
  public String fileName() {
    return fileName;
  }

  /// The name in the API, such as `PYTHON_311`.
  public String apiName() {
    return name();
  }

  public Kind kind() {
    return kind;
  }

  public Language language() {
    return language;
  }

  /// The runtime that `apprunner.yaml` calls so.
  public static Optional<ManagedRuntime> byFileName(String fileName) {
    return Arrays.stream(values()).filter(runtime -> runtime.fileName.equals(fileName)).findFirst();
  }

  /// The runtime that the API calls so.
  public static Optional<ManagedRuntime> byApiName(String apiName) {
    return Arrays.stream(values()).filter(runtime -> runtime.name().equals(apiName)).findFirst();
  }

  @Override
  public String toString() {
    return fileName;
  }
}
