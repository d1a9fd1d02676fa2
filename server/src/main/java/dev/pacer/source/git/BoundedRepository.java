package dev.pacer.source.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.transport.PackParser;

/// A bare repository for one fetch. It takes in no object that is too large, and nothing after an
/// interrupt.
final class BoundedRepository extends FileRepository {
  private final long largestObject;

  private BoundedRepository(Path folder, long largestObject) throws IOException {
    super(folder.toFile());
    this.largestObject = largestObject;
  }

  static BoundedRepository create(Path folder, long largestObject) throws IOException {
    BoundedRepository repository = new BoundedRepository(folder, largestObject);
    repository.create(true);
    return repository;
  }

  @Override
  public ObjectInserter newObjectInserter() {
    return new Bounded(super.newObjectInserter());
  }

  private final class Bounded extends ObjectInserter.Filter {
    private final ObjectInserter inserter;

    Bounded(ObjectInserter inserter) {
      this.inserter = inserter;
    }

    @Override
    protected ObjectInserter delegate() {
      return inserter;
    }

    @Override
    public PackParser newPackParser(InputStream stream) throws IOException {
      PackParser parser = super.newPackParser(stream);
      parser.setMaxObjectSizeLimit(largestObject);
      return parser;
    }

    @Override
    public ObjectReader newReader() {
      return inserter.newReader();
    }

    @Override
    public ObjectId insert(int type, byte[] data) throws IOException {
      return inserter.insert(type, data);
    }
  }
}
