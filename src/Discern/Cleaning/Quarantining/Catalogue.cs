using System.Globalization;
using Discern.Cleaning.Adding;
using Discern.Cleaning.Relabelling;
using Microsoft.Data.Sqlite;

namespace Discern.Cleaning.Quarantining;

/// <summary>Every decision about a collection's pictures, in a SQLite file; rows change their state and never go.</summary>
public sealed class Catalogue : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS decisions (
          id INTEGER PRIMARY KEY,
          path TEXT NOT NULL,
          place TEXT NOT NULL,
          kind TEXT NOT NULL,
          explanation TEXT NOT NULL,
          sha256 TEXT NOT NULL,
          bytes INTEGER NOT NULL,
          decided_at TEXT NOT NULL,
          state TEXT NOT NULL,
          changed_at TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS decisions_by_state ON decisions (state);
        CREATE TABLE IF NOT EXISTS relabels (
          id INTEGER PRIMARY KEY,
          path TEXT NOT NULL,
          new_path TEXT NOT NULL,
          class TEXT NOT NULL,
          new_class TEXT NOT NULL,
          decided_at TEXT NOT NULL,
          state TEXT NOT NULL,
          changed_at TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS additions (
          id INTEGER PRIMARY KEY,
          path TEXT NOT NULL,
          class TEXT NOT NULL,
          decided_at TEXT NOT NULL,
          state TEXT NOT NULL,
          changed_at TEXT NOT NULL);
        """;

    private readonly SqliteConnection connection;
    private readonly string path;

    private Catalogue(SqliteConnection connection, string path)
    {
        this.connection = connection;
        this.path = path;
    }

    /// <summary>Opens the catalogue, or makes it.</summary>
    /// <exception cref="DiscernException">The file cannot be opened, or is no catalogue.</exception>
    public static Catalogue Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        var catalogue = new Catalogue(opened, path);
        try
        {
            catalogue.Guarded(() =>
            {
                opened.Open();
                using SqliteCommand command = opened.CreateCommand();
                command.CommandText = Schema;
                return command.ExecuteNonQuery();
            });
            return catalogue;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Decisions in some states, in the order in which they were taken.</summary>
    /// <exception cref="DiscernException">The file cannot be read.</exception>
    public IReadOnlyList<Decision> Decisions(params DecisionState[] states) => Guarded(() =>
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT id, path, place, kind, explanation, sha256, bytes, decided_at, state FROM decisions ORDER BY id";
        using SqliteDataReader reader = command.ExecuteReader();
        var decisions = new List<Decision>();
        while (reader.Read())
        {
            var decision = new Decision(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.GetString(2),
                Enum.Parse<IssueKind>(reader.GetString(3)),
                reader.GetString(4),
                reader.GetString(5),
                reader.GetInt64(6),
                DateTimeOffset.Parse(reader.GetString(7), CultureInfo.InvariantCulture),
                Enum.Parse<DecisionState>(reader.GetString(8)));
            if (states.Contains(decision.State))
            {
                decisions.Add(decision);
            }
        }

        return decisions;
    });

    /// <summary>Adds decisions, all of them or none.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    internal void Add(IReadOnlyCollection<Decision> decisions) => InTransaction(command =>
    {
        command.CommandText = """
            INSERT INTO decisions (path, place, kind, explanation, sha256, bytes, decided_at, state, changed_at)
            VALUES ($path, $place, $kind, $explanation, $sha256, $bytes, $at, $state, $at)
            """;
        foreach (Decision decision in decisions)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$path", decision.Path);
            command.Parameters.AddWithValue("$place", decision.Place);
            command.Parameters.AddWithValue("$kind", decision.Kind.ToString());
            command.Parameters.AddWithValue("$explanation", decision.Explanation);
            command.Parameters.AddWithValue("$sha256", decision.Sha256);
            command.Parameters.AddWithValue("$bytes", decision.Bytes);
            command.Parameters.AddWithValue("$at", Text(decision.DecidedAt));
            command.Parameters.AddWithValue("$state", decision.State.ToString());
            command.ExecuteNonQuery();
        }
    });

    /// <summary>Says how far decisions are carried out, of all of them or none.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    internal void Change(IReadOnlyCollection<(long Id, DecisionState State)> changes, DateTimeOffset at) => InTransaction(command =>
    {
        command.CommandText = "UPDATE decisions SET state = $state, changed_at = $at WHERE id = $id";
        foreach ((long id, DecisionState state) in changes)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$id", id);
            command.Parameters.AddWithValue("$state", state.ToString());
            command.Parameters.AddWithValue("$at", Text(at));
            command.ExecuteNonQuery();
        }
    });

    /// <summary>Changes of classes in some states, in the order in which they were decided.</summary>
    /// <exception cref="DiscernException">The file cannot be read.</exception>
    public IReadOnlyList<Relabel> Relabels(params RelabelState[] states) => Guarded(() =>
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT id, path, new_path, class, new_class, decided_at, state FROM relabels ORDER BY id";
        using SqliteDataReader reader = command.ExecuteReader();
        var relabels = new List<Relabel>();
        while (reader.Read())
        {
            var relabel = new Relabel(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                DateTimeOffset.Parse(reader.GetString(5), CultureInfo.InvariantCulture),
                Enum.Parse<RelabelState>(reader.GetString(6)));
            if (states.Contains(relabel.State))
            {
                relabels.Add(relabel);
            }
        }

        return relabels;
    });

    /// <summary>Adds changes of classes, all of them or none.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    internal void Add(IReadOnlyCollection<Relabel> relabels) => InTransaction(command =>
    {
        command.CommandText = "INSERT INTO relabels (path, new_path, class, new_class, decided_at, state, changed_at) VALUES ($path, $newPath, $class, $newClass, $at, $state, $at)";
        foreach (Relabel relabel in relabels)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$path", relabel.Path);
            command.Parameters.AddWithValue("$newPath", relabel.NewPath);
            command.Parameters.AddWithValue("$class", relabel.Class);
            command.Parameters.AddWithValue("$newClass", relabel.NewClass);
            command.Parameters.AddWithValue("$at", Text(relabel.DecidedAt));
            command.Parameters.AddWithValue("$state", relabel.State.ToString());
            command.ExecuteNonQuery();
        }
    });

    /// <summary>Says how far changes of classes are carried out, of all of them or none.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    internal void Change(IEnumerable<long> relabels, RelabelState state, DateTimeOffset at) =>
        Change("UPDATE relabels SET state = $state, changed_at = $at WHERE id = $id", relabels, state.ToString(), at);

    /// <summary>Additions in some states, in the order in which they were decided.</summary>
    /// <exception cref="DiscernException">The file cannot be read.</exception>
    public IReadOnlyList<Addition> Additions(params AdditionState[] states) => Guarded(() =>
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT id, path, class, decided_at, state FROM additions ORDER BY id";
        using SqliteDataReader reader = command.ExecuteReader();
        var additions = new List<Addition>();
        while (reader.Read())
        {
            var addition = new Addition(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), DateTimeOffset.Parse(reader.GetString(3), CultureInfo.InvariantCulture), Enum.Parse<AdditionState>(reader.GetString(4)));
            if (states.Contains(addition.State))
            {
                additions.Add(addition);
            }
        }

        return additions;
    });

    /// <summary>Adds additions, all of them or none.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    internal void Add(IReadOnlyCollection<Addition> additions) => InTransaction(command =>
    {
        command.CommandText = "INSERT INTO additions (path, class, decided_at, state, changed_at) VALUES ($path, $class, $at, $state, $at)";
        foreach (Addition addition in additions)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$path", addition.Path);
            command.Parameters.AddWithValue("$class", addition.Class);
            command.Parameters.AddWithValue("$at", Text(addition.DecidedAt));
            command.Parameters.AddWithValue("$state", addition.State.ToString());
            command.ExecuteNonQuery();
        }
    });

    /// <summary>Says how far additions are carried out, of all of them or none.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    internal void Change(IEnumerable<long> additions, AdditionState state, DateTimeOffset at) =>
        Change("UPDATE additions SET state = $state, changed_at = $at WHERE id = $id", additions, state.ToString(), at);

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private void Change(string text, IEnumerable<long> rows, string state, DateTimeOffset at) => InTransaction(command =>
    {
        command.CommandText = text;
        foreach (long id in rows)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$id", id);
            command.Parameters.AddWithValue("$state", state);
            command.Parameters.AddWithValue("$at", Text(at));
            command.ExecuteNonQuery();
        }
    });

    private void InTransaction(Action<SqliteCommand> work) => Guarded(() =>
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        work(command);
        transaction.Commit();
        return 0;
    });

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is SqliteException or ArgumentException or FormatException)
        {
            throw new DiscernException($"The catalogue '{path}' cannot be used: {exception.Message.TrimEnd('.')}. Look whether it is writable, and whether another program holds it.", exception);
        }
    }

    private static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture);
}
