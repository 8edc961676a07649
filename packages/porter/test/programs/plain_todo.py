#!/usr/bin/env python3
"""Todo list manager that keeps its tasks in a JSON file."""
import argparse
import json
import os
import sys
import tempfile

FILENAME = os.path.join(tempfile.gettempdir(), "todo_example_list.json")


def load_tasks():
    if not os.path.exists(FILENAME):
        return []
    with open(FILENAME, "r") as f:
        try:
            return json.load(f)
        except json.JSONDecodeError:
            return []


def save_tasks(tasks):
    with open(FILENAME, "w") as f:
        json.dump(tasks, f, indent=4)


def add_task(title, priority="medium"):
    tasks = load_tasks()
    task_id = max([t["id"] for t in tasks], default=0) + 1
    tasks.append({"id": task_id, "title": title, "priority": priority, "done": False})
    save_tasks(tasks)
    print(f"Added task {task_id}: {title}")


def complete_task(task_id):
    tasks = load_tasks()
    for task in tasks:
        if task["id"] == task_id:
            task["done"] = True
            save_tasks(tasks)
            print(f"Task {task_id} completed!")
            return
    print(f"Task {task_id} not found.")


def delete_task(task_id):
    tasks = load_tasks()
    remaining = [t for t in tasks if t["id"] != task_id]
    if len(remaining) == len(tasks):
        print("Nothing to delete.")
    else:
        save_tasks(remaining)
        print(f"Deleted task {task_id}.")


def list_tasks(show_all=True):
    tasks = load_tasks()
    if not tasks:
        print("No tasks.")
        return
    order = {"high": 0, "medium": 1, "low": 2}
    for task in sorted(tasks, key=lambda t: (t["done"], order[t["priority"]], t["id"])):
        if task["done"] and not show_all:
            continue
        mark = "x" if task["done"] else " "
        print("[{}] {:>3} {:<25} ({})".format(mark, task["id"], task["title"], task["priority"]))


def build_parser():
    parser = argparse.ArgumentParser(prog="todo", description="Simple todo list")
    sub = parser.add_subparsers(dest="command", help="what to do")
    add = sub.add_parser("add", help="add a task")
    add.add_argument("title")
    add.add_argument("-p", "--priority", choices=["low", "medium", "high"], default="medium")
    done = sub.add_parser("done", help="complete a task")
    done.add_argument("id", type=int)
    delete = sub.add_parser("delete", help="delete a task")
    delete.add_argument("id", type=int)
    show = sub.add_parser("list", help="list tasks")
    show.add_argument("--pending", action="store_true")
    return parser


def main(argv):
    args = build_parser().parse_args(argv)
    if args.command == "add":
        add_task(args.title, args.priority)
    elif args.command == "done":
        complete_task(args.id)
    elif args.command == "delete":
        delete_task(args.id)
    elif args.command == "list":
        list_tasks(not args.pending)
    else:
        build_parser().print_help()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1:])
    else:
        if os.path.exists(FILENAME):
            os.remove(FILENAME)
        main([])
        main(["list"])
        for line in ("add", "Buy milk"), ("add", "Write report", "-p", "high"), ("add", "Call mum", "--priority=low"):
            main(list(line))
        main(["done", "1"])
        main(["done", "42"])
        main(["list"])
        main(["delete", "3"])
        main(["list", "--pending"])
        try:
            main(["add", "x", "-p", "urgent"])
        except SystemExit as e:
            print("exit code", e.code)
        print(open(FILENAME).read())
        os.unlink(FILENAME)
